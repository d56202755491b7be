// Which domains axes show, and between which values: the same for all panels of an experiment.

import { union } from "../chart/axis.js";

/** A domain for each hyperparameter that holds the ranges of all rounds. */
export function shownDomains({ rounds, experiment }) {
  return Object.fromEntries(
    Object.keys(experiment.searchSpace).map((name) => [
      name,
      rounds.map((round) => round.searchSpace[name]).reduce(union, experiment.searchSpace[name]),
    ]),
  );
}

/** Ends of the objective's axis. Losses of trials that almost diverged would flatten all others: the worst tenth is cut. */
export function limits(trials, ranked, metric) {
  if (metric === "validationAccuracy") {
    return [0, 1];
  }
  const best = trials.value[ranked[0]] ?? 0;
  const bad = trials.value[ranked[Math.floor(0.9 * (ranked.length - 1))]] ?? 1;
  return [Math.min(best, bad), Math.max(best, bad) || 1];
}
