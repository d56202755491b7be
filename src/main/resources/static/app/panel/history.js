// Each trial's value as it came, and the best so far.

import { figure, legendOf } from "../chart/figure.js";
import { lines } from "../chart/lines.js";
import { kind } from "../chart/palette.js";
import { metricWords, number } from "../format.js";

export function historyPanel(model) {
  const { metric, direction } = model.experiment.objective;
  const maximize = direction === "MAXIMIZE";
  const range = metric === "validationAccuracy" ? [0, 1] : undefined;
  const chart = lines({
    label: "Optimisation history",
    height: 300,
    x: "trial",
    y: metricWords(metric),
    range,
    click: (trial) => (location.hash = `#/experiments/${model.id}/trials/${trial}`),
  });
  const frame = figure(
    {
      title: "Optimisation history",
      hint: "Each completed trial and the best so far; click a point for its trial.",
      legend: legendOf([
        { label: "trial", colour: "var(--series-a)", shape: "dot" },
        { label: "best so far", colour: "var(--series-b)" },
      ]),
      table: () => table(model, maximize),
    },
    chart.element,
  );
  return {
    element: frame.element,
    stop: chart.stop,
    update({ trials }, changed) {
      if (!changed.has("trials")) {
        return;
      }
      const { rows, best } = bestSoFar(trials, maximize);
      chart.set([
        { label: metricWords(metric), x: rows, y: rows.map((row) => trials.value[row]), colour: () => kind(0), dots: true },
        { label: "best so far", x: rows, y: best, colour: () => kind(1), stepped: true },
      ]);
      chart.describe(`Optimisation history: ${rows.length} completed trials, best ${metricWords(metric)} ${number(best.at(-1))}`);
      frame.refresh();
    },
  };
}

function bestSoFar(trials, maximize) {
  const rows = trials.completed();
  const best = [];
  for (const row of rows) {
    const value = trials.value[row];
    const before = best.at(-1);
    best.push(before === undefined ? value : maximize ? Math.max(before, value) : Math.min(before, value));
  }
  return { rows, best };
}

function table(model, maximize) {
  const { rows, best } = bestSoFar(model.trials, maximize);
  return {
    head: ["trial", "round", metricWords(model.experiment.objective.metric), "best so far"],
    rows: rows.map((row, i) => [row, model.trials.round[row], number(model.trials.value[row]), number(best[i])]),
  };
}
