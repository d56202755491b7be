// How a hyperparameter's range moved from round to round.

import { domain as inWords, words } from "../format.js";
import { axisOf, union } from "./axis.js";
import { kind } from "./palette.js";
import { line, surface } from "./surface.js";
import { stretches } from "./slice.js";

const ROW = 24;

export function roundRanges(name) {
  let rounds = [];
  const canvas = surface({
    height: () => 34 + ROW * Math.max(1, rounds.length),
    label: words(name),
    draw: (...place) => rounds.length && draw(name, rounds, ...place),
  });
  return {
    element: canvas.element,
    set(next) {
      rounds = next;
      canvas.describe(
        `Ranges of ${words(name)}: ` + next.map((round) => `round ${round.number} ${inWords(round.searchSpace[name])}`).join("; "),
      );
      canvas.redraw();
    },
  };
}

function draw(name, rounds, context, width, height, colours) {
  const shown = rounds.map((round) => round.searchSpace[name]).reduce(union);
  const axis = axisOf(shown);
  const left = 62;
  const span = width - left - 26;
  context.textBaseline = "top";
  context.textAlign = "center";
  for (const tick of axis.ticks) {
    const x = left + span * tick.at;
    context.strokeStyle = colours.line;
    context.lineWidth = 1;
    line(context, x, 4, x, height - 22);
    context.fillStyle = colours.soft;
    context.fillText(tick.label, x, height - 17);
  }
  context.textBaseline = "middle";
  context.textAlign = "left";
  rounds.forEach((round, i) => {
    const y = 6 + ROW * i;
    context.fillStyle = colours.ink;
    context.fillText(`round ${round.number}`, 4, y + 9);
    context.globalAlpha = round.rolledBack ? 0.35 : 1;
    context.fillStyle = kind(round.number - 1);
    for (const [from, to] of stretches(axis, shown, round.searchSpace[name])) {
      context.fillRect(left + span * from, y + 2, Math.max(3, span * (to - from)), 14);
    }
    context.globalAlpha = 1;
    if (!round.searchSpace[name]) {
      context.fillStyle = colours.soft;
      context.fillText("in no trial", left, y + 9);
    }
  });
}
