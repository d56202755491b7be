// The rounds: where their ranges came from and how they moved.

import { figure } from "../chart/figure.js";
import { roundRanges } from "../chart/roundRanges.js";
import { h, replace } from "../dom.js";
import { domain, metricWords, number, percent, time, words } from "../format.js";

export function roundsPanel(model) {
  const names = Object.keys(model.experiment.searchSpace);
  const { metric } = model.experiment.objective;
  const show = metric === "validationAccuracy" ? percent : number;
  const charts = names.map((name) => ({ name, chart: roundRanges(name) }));
  const body = h("tbody", {});
  const head = ["Round", "Trials", `Median ${metricWords(metric)}`, "Best", "Based on", "Where its ranges come from", "Ended"];
  const table = h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rounds" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((each) => h("th", { scope: "col" }, each)),
        ),
      ),
      body,
    ),
  );
  const frame = figure(
    {
      title: "Ranges from round to round",
      hint: "Each bar is what a round searched; a pale one was given up.",
      table: () => ({
        head: ["round", ...names.map(words)],
        rows: model.rounds.map((round) => [round.number, ...names.map((name) => domain(round.searchSpace[name]))]),
      }),
    },
    h(
      "div",
      { class: "grid small" },
      charts.map(({ name, chart }) => h("div", {}, h("strong", {}, words(name)), chart.element)),
    ),
  );

  return {
    element: h("div", { class: "stack" }, h("div", { class: "card" }, table), frame.element),
    update({ rounds, trials, experiment }, changed) {
      if (!changed.has("rounds") && !changed.has("trials")) {
        return;
      }
      charts.forEach(({ chart }) => chart.set(rounds));
      const ranked = trials.ranked(experiment.objective.direction === "MAXIMIZE");
      replace(
        body,
        rounds.map((round) => {
          const values = ranked.filter((row) => trials.round[row] === round.number).map((row) => trials.value[row]);
          return h(
            "tr",
            {},
            h("td", {}, String(round.number)),
            h("td", {}, String(round.planned)),
            h("td", {}, show(values[Math.floor(values.length / 2)])),
            h("td", {}, show(values[0])),
            h("td", {}, round.parent === null ? "–" : `round ${round.parent}`),
            h("td", { class: "text" }, round.origin + (round.rolledBack ? " (given up)" : "")),
            h("td", {}, time(round.finishedAt)),
          );
        }),
      );
      frame.refresh();
    },
  };
}
