// Optimisers' paths over the contours of f(x, y) = a x² + b y², drawn step by step.

import { nextFrame } from "../frames.js";
import { linear } from "./axis.js";
import { kind } from "./palette.js";
import { drawAxes, surface } from "./surface.js";

const LEVELS = [0.1, 0.5, 1, 2, 4, 7, 11, 16, 22, 30, 40];
const STEP_MS = 90;

export function paths({ height = 300, label }) {
  let data;
  let shown = 0;
  let started;
  let playing = false;
  const canvas = surface({ height, label, draw: (...place) => data && draw(data, shown, ...place) });

  function tick(now = performance.now()) {
    if (!playing || !canvas.element.isConnected) {
      return;
    }
    started ??= now;
    shown = Math.min(longest(), Math.floor((now - started) / STEP_MS) + 1);
    canvas.redraw();
    if (shown < longest()) {
      requestAnimationFrame(() => nextFrame(tick));
    } else {
      playing = false;
    }
  }

  function longest() {
    return Math.max(1, ...data.paths.map((path) => path.points.length));
  }

  return {
    element: canvas.element,
    /** {function: {a, b}, paths: [{label, points: [[x, y]], colour: index}]} */
    set(next, animated) {
      data = next;
      shown = animated ? 1 : longest();
      canvas.describe(
        next.paths
          .map(
            (path) => `${path.label} goes from ${point(path.points[0])} to ${point(path.points.at(-1))} in ${path.points.length - 1} steps`,
          )
          .join("; "),
      );
      canvas.redraw();
      if (animated) {
        this.play();
      }
    },
    play() {
      started = undefined;
      if (!playing) {
        playing = true;
        nextFrame(tick);
      }
    },
  };
}

function point([x, y]) {
  return `(${x.toFixed(2)}, ${y.toFixed(2)})`;
}

function draw({ function: { a, b }, paths: all }, shown, context, width, height, colours) {
  const reach = Math.max(8, ...all.flatMap((path) => path.points.map(([x]) => Math.min(30, Math.abs(x) * 1.1))));
  const tall = Math.max(4, ...all.flatMap((path) => path.points.map(([, y]) => Math.min(15, Math.abs(y) * 1.1))));
  const box = { left: 36, top: 8, width: width - 48, height: height - 34 };
  const x = linear(-reach, reach, 6);
  const y = linear(-tall, tall, 4);
  const px = (value) => box.left + box.width * x.position(value);
  const py = (value) => box.top + box.height * (1 - y.position(value));
  drawAxes(context, box, x, y, colours);
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  context.strokeStyle = colours.soft;
  context.globalAlpha = 0.45;
  context.lineWidth = 1;
  for (const level of LEVELS) {
    context.beginPath();
    context.ellipse(
      px(0),
      py(0),
      (box.width * Math.sqrt(level / a)) / (2 * reach),
      (box.height * Math.sqrt(level / b)) / (2 * tall),
      0,
      0,
      7,
    );
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const path of all) {
    context.strokeStyle = kind(path.colour);
    context.fillStyle = kind(path.colour);
    context.lineWidth = 2;
    context.lineJoin = "round";
    context.beginPath();
    const steps = path.points.slice(0, shown);
    steps.forEach(([u, v]) => context.lineTo(px(u), py(v)));
    context.stroke();
    for (const [u, v] of steps) {
      context.beginPath();
      context.arc(px(u), py(v), 2.6, 0, 7);
      context.fill();
    }
  }
  context.restore();
}
