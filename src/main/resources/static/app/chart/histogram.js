// How often activations take which value.

import { number } from "../format.js";
import { linear } from "./axis.js";
import { kind } from "./palette.js";
import { line, surface } from "./surface.js";

export function histogram(title) {
  let data;
  const canvas = surface({ height: 150, label: title, draw: (...place) => data && draw(data, ...place) });
  return {
    element: canvas.element,
    /** {edges, counts} */
    set(next) {
      data = next;
      const most = next.counts.indexOf(Math.max(...next.counts));
      canvas.describe(`${title}: most activations lie between ${number(next.edges[most])} and ${number(next.edges[most + 1])}`);
      canvas.redraw();
    },
  };
}

function draw({ edges, counts }, context, width, height, colours) {
  const box = { left: 8, top: 6, width: width - 16, height: height - 28 };
  const axis = linear(edges[0], edges.at(-1), 3);
  const most = Math.max(1, ...counts);
  context.fillStyle = kind(0);
  counts.forEach((count, i) => {
    const from = box.left + box.width * axis.position(edges[i]);
    const to = box.left + box.width * axis.position(edges[i + 1]);
    const tall = (box.height * count) / most;
    context.fillRect(from, box.top + box.height - tall, Math.max(1, to - from - 0.5), tall);
  });
  context.strokeStyle = colours.soft;
  context.lineWidth = 1;
  line(context, box.left, box.top + box.height + 0.5, box.left + box.width, box.top + box.height + 0.5);
  context.fillStyle = colours.soft;
  context.textBaseline = "top";
  axis.ticks.forEach((tick) => {
    context.textAlign = tick.at < 0.1 ? "left" : tick.at > 0.9 ? "right" : "center";
    context.fillText(tick.label, box.left + box.width * tick.at, box.top + box.height + 6);
  });
}
