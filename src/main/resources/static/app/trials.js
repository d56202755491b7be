// All trials of an experiment as columns, merged in place from the feed's columns: 5,000 trials cost one pass when the page
// opens, and a live update costs as many steps as trials have changed.

export class Trials {
  constructor() {
    this.changeNumber = 0;
    this.size = 0;
    this.round = [];
    this.state = [];
    this.epochsDone = [];
    this.value = [];
    this.validationAccuracy = [];
    this.parameters = {};
    this.order = undefined;
  }

  /** Merges a Points answer. Rows are trial numbers. @returns whether a trial completed or new ones appeared */
  merge(points) {
    const before = this.size;
    let completed = false;
    for (let i = 0; i < points.number.length; i++) {
      const row = points.number[i];
      if (points.state[i] === "COMPLETED" && this.state[row] !== "COMPLETED") {
        completed = true;
      }
      this.round[row] = points.round[i];
      this.state[row] = points.state[i];
      this.epochsDone[row] = points.epochsDone[i];
      this.value[row] = points.value[i];
      this.validationAccuracy[row] = points.validationAccuracy[i];
      this.size = Math.max(this.size, row + 1);
    }
    for (const [name, column] of Object.entries(points.parameters)) {
      const mine = (this.parameters[name] ??= []);
      for (let i = 0; i < points.number.length; i++) {
        mine[points.number[i]] = column[i];
      }
    }
    this.order = undefined;
    this.changeNumber = Math.max(this.changeNumber, points.changeNumber);
    return completed || this.size > before;
  }

  /** Rows with a value of the objective, in the order of their numbers. */
  completed() {
    const rows = [];
    for (let row = 0; row < this.size; row++) {
      if (typeof this.value[row] === "number") {
        rows.push(row);
      }
    }
    return rows;
  }

  /** Whether a trial has a hyperparameter: one with a condition is not there in all of them. */
  has(name, row) {
    const value = this.parameters[name]?.[row];
    return value !== undefined && value !== null;
  }

  /** The best rows first. Sorted once for all charts; not to be changed by any of them. */
  ranked(maximize) {
    const sign = maximize ? -1 : 1;
    this.order ??= this.completed().sort((a, b) => sign * (this.value[a] - this.value[b]) || a - b);
    return this.order;
  }
}
