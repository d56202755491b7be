// One hyperparameter against the objective, with the range that was searched and the range that is suggested as bands.

import { domain as inWords, metricWords, words } from "../format.js";
import { axisOf, linear } from "./axis.js";
import { kind } from "./palette.js";
import { drawAxes, surface } from "./surface.js";

export function slice() {
  let data;
  const canvas = surface({ height: 210, label: "Slice", draw: (...place) => data && draw(data, ...place) });
  return {
    element: canvas.element,
    /** {name, trials, rows, shown: domain of the axis, current, suggested, limits: [low, high], metric} */
    set(next) {
      data = next;
      const shown = next.rows.filter((row) => next.trials.has(next.name, row));
      canvas.describe(
        `${metricWords(next.metric)} of ${shown.length} trials over ${words(next.name)}; searched ${inWords(next.current)}` +
          (next.suggested ? `; suggested ${inWords(next.suggested)}` : ""),
      );
      canvas.redraw();
    },
  };
}

function draw({ name, trials, rows, shown, current, suggested, limits, metric }, context, width, height, colours) {
  const axis = axisOf(shown);
  const values = linear(limits[0], limits[1], 4);
  const box = { left: 48, top: 10, width: width - 60, height: height - 52 };
  band(context, box, axis, shown, current, colours.line, 0.35, false);
  if (suggested) {
    band(context, box, axis, shown, suggested, colours.good, 0.22, true);
  }
  drawAxes(context, box, axis, values, colours, { x: words(name) });
  const column = trials.parameters[name] ?? [];
  const isChoice = shown.type === "categorical";
  const size = rows.length > 1000 ? 2 : rows.length > 200 ? 3 : 4;
  const byRound = new Map();
  for (const row of rows) {
    if (!trials.has(name, row)) {
      continue;
    }
    const round = trials.round[row];
    byRound.has(round) ? byRound.get(round).push(row) : byRound.set(round, [row]);
  }
  for (const [round, members] of byRound) {
    context.fillStyle = kind(round - 1);
    context.globalAlpha = rows.length > 1000 ? 0.5 : 0.8;
    for (const row of members) {
      const spread = isChoice ? (((row * 37) % 21) / 20 - 0.5) * (0.5 / shown.choices.length) : 0;
      const x = box.left + box.width * (axis.position(column[row]) + spread);
      const y = box.top + box.height * (1 - values.position(trials.value[row]));
      context.fillRect(x - size / 2, y - size / 2, size, size);
    }
  }
  context.globalAlpha = 1;
}

function band(context, box, axis, shown, range, colour, alpha, isFramed) {
  for (const [from, to] of stretches(axis, shown, range)) {
    const left = box.left + box.width * from;
    const width = box.width * (to - from);
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.fillRect(left, box.top, width, box.height);
    context.globalAlpha = 1;
    if (isFramed) {
      context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.setLineDash([5, 3]);
      context.strokeRect(left, box.top, width, box.height);
      context.setLineDash([]);
    }
  }
}

/** Which parts of the axis a domain covers: [[from, to]]; of none, which is searched no more, nothing. */
export function stretches(axis, shown, range) {
  if (!range) {
    return [];
  }
  if (range.type !== "categorical") {
    return [[axis.position(range.low), axis.position(range.high)]];
  }
  const half = 0.5 / shown.choices.length;
  return range.choices.map((choice) => axis.position(choice)).map((at) => [at - half, at + half]);
}
