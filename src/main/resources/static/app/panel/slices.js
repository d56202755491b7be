// A slice plot for each hyperparameter.

import { figure, legendOf } from "../chart/figure.js";
import { union } from "../chart/axis.js";
import { kind } from "../chart/palette.js";
import { slice } from "../chart/slice.js";
import { h, replace } from "../dom.js";
import { metricWords, number, sentence, words } from "../format.js";
import { limits, shownDomains } from "./scope.js";

export function slicesPanel(model) {
  const { metric } = model.experiment.objective;
  const slices = Object.keys(model.experiment.searchSpace).map((name) => ({ name, plot: slice() }));
  const legend = h("div", {});
  let keyed = 0;
  const frame = figure(
    {
      title: "Slices",
      hint: `${sentence(metricWords(metric))} of each completed trial over each hyperparameter, with the searched and the suggested range.`,
      legend,
      table: () => ({
        head: ["trial", "round", metricWords(metric), ...slices.map(({ name }) => words(name))],
        rows: model.trials
          .completed()
          .map((row) => [
            row,
            model.trials.round[row],
            number(model.trials.value[row]),
            ...slices.map(({ name }) => number(model.trials.parameters[name]?.[row])),
          ]),
      }),
    },
    h(
      "div",
      { class: "grid small" },
      slices.map(({ name, plot }) => h("div", {}, plot.element)),
    ),
  );
  return {
    element: frame.element,
    update({ trials, experiment, rounds, suggestions }, changed) {
      if (!changed.has("trials") && !changed.has("rounds") && !changed.has("results")) {
        return;
      }
      if (keyed !== rounds.length) {
        keyed = rounds.length;
        replace(legend, key(rounds));
      }
      const domains = shownDomains({ rounds, experiment });
      const rows = trials.ranked(experiment.objective.direction === "MAXIMIZE");
      const ends = limits(trials, rows, metric);
      for (const { name, plot } of slices) {
        const suggestion = suggestions?.suggestions.find((each) => each.parameter === name);
        plot.set({
          name,
          trials,
          rows,
          shown: union(domains[name], suggestion?.suggested),
          current: suggestion?.current ?? rounds.at(-1)?.searchSpace[name] ?? domains[name],
          suggested: suggestion?.verdict === "KEEP" ? undefined : suggestion?.suggested,
          limits: ends,
          metric,
        });
      }
      frame.refresh();
    },
  };
}

function key(rounds) {
  return legendOf([
    { label: "searched in the latest round", colour: "var(--ink-soft)", shape: "band" },
    { label: "suggested", colour: "var(--good)", shape: "band" },
    ...rounds.map((round) => ({
      label: rounds.length > 1 ? `trial of round ${round.number}` : "trial",
      colour: kind(round.number - 1),
      shape: "dot",
    })),
  ]);
}
