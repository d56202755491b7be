// A bar of an experiment's trials by state.

import { h } from "./dom.js";

const PARTS = [
  ["done", "completed"],
  ["pruned", "pruned"],
  ["failed", "failed"],
  ["running", "running"],
];

export function progressBar() {
  const spans = PARTS.map(([name]) => h("span", { class: name }));
  const element = h("div", { class: "progress", role: "progressbar", "aria-valuemin": "0", "aria-label": "Trials that have ended" }, spans);
  return {
    element,
    set(counts) {
      PARTS.forEach(([, state], i) => {
        const count = state === "failed" ? counts.failed + counts.cancelled : counts[state];
        spans[i].style.width = `${(100 * count) / counts.total}%`;
      });
      const ended = counts.completed + counts.pruned + counts.failed + counts.cancelled;
      element.setAttribute("aria-valuemax", counts.total);
      element.setAttribute("aria-valuenow", ended);
      element.setAttribute("aria-valuetext", `${ended} of ${counts.total} trials have ended`);
      element.title =
        `${counts.completed} completed, ${counts.running} running, ${counts.waiting} waiting, ` +
        `${counts.pruned} pruned, ${counts.failed} failed, ${counts.cancelled} cancelled`;
    },
  };
}

export function ended(counts) {
  return counts.completed + counts.pruned + counts.failed + counts.cancelled;
}
