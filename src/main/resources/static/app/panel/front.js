// Two objectives of an experiment that has several against each other, the front marked.

import { figure, legendOf } from "../chart/figure.js";
import { kind } from "../chart/palette.js";
import { scatter } from "../chart/scatter.js";
import { metricWords, number } from "../format.js";

/** Trials of the leaderboard that are drawn at most. */
export const DRAWN = 1000;

/** What is drawn last is the front. */
const KINDS = [
  { label: "breaks a constraint", of: (entry) => entry.front === null, colour: 6, size: 3 },
  { label: "behind the front", of: (entry) => entry.front > 0, colour: 0, size: 3 },
  { label: "on the front", of: (entry) => entry.front === 0, colour: 1, size: 5 },
];

/** Of three objectives, the first two. */
export function frontPanel(model) {
  const names = model.experiment.objectives.map(({ metric }) => metricWords(metric));
  const [first, second] = names;
  let shown = [];
  const chart = scatter({ label: "Front" });
  const frame = figure(
    {
      title: "Front",
      hint:
        `The trials by ${first} and ${second}, ${DRAWN.toLocaleString("en")} of the leaderboard at most. On the front is what no other trial is as ` +
        "good as in all objectives and better in one.",
      legend: legendOf([...KINDS].reverse().map(({ label, colour }) => ({ label, colour: kind(colour), shape: "dot" }))),
      table: () => ({
        head: ["rank", "trial", "front", ...names],
        rows: shown.map((entry) => [entry.rank, entry.trialNumber, entry.front, ...entry.objectiveValues.map((value) => number(value))]),
      }),
    },
    chart.element,
  );
  return {
    element: frame.element,
    stop: chart.stop,
    update({ leaderboard }, changed) {
      if (!changed.has("results") || !leaderboard) {
        return;
      }
      shown = leaderboard.entries.filter((entry) => entry.objectiveValues.length > 1);
      chart.set({
        x: second,
        y: first,
        kinds: KINDS.map(({ of, colour, size }) => ({
          colour: () => kind(colour),
          size,
          points: shown.filter(of).map(({ objectiveValues: [up, across] }) => [across, up]),
        })),
      });
      chart.describe(`Front: ${shown.filter((entry) => entry.front === 0).length} of ${shown.length} trials, by ${first} and ${second}`);
      frame.refresh();
    },
  };
}
