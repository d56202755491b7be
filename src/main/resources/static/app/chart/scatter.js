// Two values of each trial against each other, in kinds that are drawn one over the other.

import { linear } from "./axis.js";
import { drawAxes, surface } from "./surface.js";

/** @returns {element, set({x, y, kinds}), describe(text), stop()}: x and y name the axes, a kind is {colour: () => css, size, points: [[x, y]]} */
export function scatter({ label, height = 300 }) {
  let data;
  const canvas = surface({ height, label, draw: (...place) => data && draw(data, ...place) });
  return {
    element: canvas.element,
    set(next) {
      data = next;
      canvas.redraw();
    },
    describe: canvas.describe,
    stop: canvas.stop,
  };
}

function draw({ x, y, kinds }, context, width, height, colours) {
  const points = kinds.flatMap((each) => each.points);
  const across = axisOver(points.map((each) => each[0]));
  const up = axisOver(points.map((each) => each[1]));
  const box = { left: 62, top: 10, width: width - 76, height: height - 52 };
  drawAxes(context, box, across, up, colours, { x, y });
  for (const { colour, size, points: shown } of kinds) {
    context.fillStyle = colour();
    context.globalAlpha = shown.length > 300 ? 0.6 : 0.85;
    for (const [right, high] of shown) {
      context.beginPath();
      context.arc(box.left + box.width * across.position(right), box.top + box.height * (1 - up.position(high)), size, 0, 2 * Math.PI);
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

/** A twentieth more on both sides, so that no point lies on the frame. */
function axisOver(values) {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(high > low)) {
    const middle = Number.isFinite(low) ? low : 0;
    return linear(middle - 1, middle + 1);
  }
  const room = (high - low) / 20;
  return linear(low - room, high + room);
}
