import { figure, legendOf } from "../chart/figure.js";
import { parallel } from "../chart/parallel.js";
import { metricWords, number, words } from "../format.js";
import { shownDomains } from "./scope.js";

export function parallelPanel(model) {
  const { metric, direction } = model.experiment.objective;
  const maximize = direction === "MAXIMIZE";
  const names = Object.keys(model.experiment.searchSpace);
  const chart = parallel();
  const frame = figure(
    {
      title: "Parallel coordinates",
      hint: "A line for each completed trial, through all its hyperparameters to its value.",
      legend: legendOf([{ label: "worse to better", colour: "", shape: "ramp by-theme" }]),
      wide: true,
      table: () => ({
        head: ["trial", ...names.map(words), metricWords(metric)],
        rows: model.trials
          .ranked(maximize)
          .map((row) => [row, ...names.map((name) => number(model.trials.parameters[name]?.[row])), number(model.trials.value[row])]),
      }),
    },
    chart.element,
  );
  return {
    element: frame.element,
    update({ trials, experiment, rounds }, changed) {
      if (changed.has("trials") || changed.has("rounds")) {
        chart.set({ trials, ranked: trials.ranked(maximize), domains: shownDomains({ rounds, experiment }), metric });
        frame.refresh();
      }
    },
  };
}
