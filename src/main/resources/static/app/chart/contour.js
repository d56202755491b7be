// The objective over two hyperparameters: a kernel regression of the trials in bands, the trials on top.

import { words } from "../format.js";
import { axisOf } from "./axis.js";
import { amount, css } from "./palette.js";
import { drawAxes, surface } from "./surface.js";

/** Enough to see the hills; the cost is columns x rows x trials. */
const COLUMNS = 56;
const ROWS = 40;
const MOST_TRIALS = 400;

/** Screen pixels for each side of a pixel of the estimate: its edges are soft anyway. */
const COARSE = 2;
const BANDS = 9;
const BANDWIDTH = 0.09;

export function contour() {
  let data;
  const canvas = surface({
    height: (width) => Math.min(380, Math.max(260, width * 0.6)),
    label: "Contour",
    draw: (...place) => data && draw(data, ...place),
  });
  return {
    element: canvas.element,
    /** {x, y: {name, domain}, trials, ranked, limits: [worst, best], metric} */
    set(next) {
      data = next;
      const both = next.ranked.filter((row) => next.trials.has(next.x.name, row) && next.trials.has(next.y.name, row));
      canvas.describe(
        `${words(next.metric)} over ${words(next.x.name)} and ${words(next.y.name)}, estimated from` +
          ` ${both.length} trials; best at trial ${both[0] ?? "–"}`,
      );
      canvas.redraw();
    },
  };
}

function draw({ x, y, trials, ranked, limits }, context, width, height, colours) {
  const xAxis = axisOf(x.domain);
  const yAxis = axisOf(y.domain);
  const box = { left: 62, top: 10, width: width - 76, height: height - 54 };
  const step = Math.max(1, Math.ceil(ranked.length / MOST_TRIALS));
  const points = ranked
    .filter((row, place) => place % step === 0 && trials.has(x.name, row) && trials.has(y.name, row))
    .map((row) => ({
      x: xAxis.position(trials.parameters[x.name]?.[row]),
      y: yAxis.position(trials.parameters[y.name]?.[row]),
      value: (trials.value[row] - limits[0]) / (limits[1] - limits[0] || 1),
    }))
    .filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
  if (points.length > 2) {
    paint(context, box, estimate(points));
  }
  drawAxes(
    context,
    box,
    { ticks: xAxis.ticks },
    { ticks: yAxis.ticks },
    { ...colours, line: "rgba(128,128,128,.25)" },
    {
      x: words(x.name),
      y: words(y.name),
    },
  );
  const size = points.length > 300 ? 2 : 3.2;
  for (let i = points.length - 1; i >= 0; i--) {
    const point = points[i];
    context.beginPath();
    context.arc(box.left + box.width * point.x, box.top + box.height * (1 - point.y), i === 0 ? 6 : size, 0, 7);
    context.fillStyle = css(amount(point.value));
    context.fill();
    context.strokeStyle = i === 0 ? "#d55e00" : "rgba(255,255,255,.8)";
    context.lineWidth = i === 0 ? 3 : 0.7;
    context.stroke();
  }
}

/** Nadaraya-Watson with a Gaussian kernel, on the axes' scales; far from all trials it fades towards nothing known. */
function estimate(points) {
  const grid = { value: new Float64Array(ROWS * COLUMNS), known: new Float64Array(ROWS * COLUMNS) };
  const falloff = 1 / (2 * BANDWIDTH * BANDWIDTH);
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const px = (column + 0.5) / COLUMNS;
      const py = (row + 0.5) / ROWS;
      let weight = 0;
      let sum = 0;
      for (const point of points) {
        const dx = point.x - px;
        const dy = point.y - py;
        const near = Math.exp(-(dx * dx + dy * dy) * falloff);
        weight += near;
        sum += near * point.value;
      }
      grid.value[row * COLUMNS + column] = weight > 0 ? sum / weight : 0;
      grid.known[row * COLUMNS + column] = Math.min(1, weight / 0.6);
    }
  }
  return grid;
}

/** Between the cells' middles values are interpolated, so that the bands have smooth edges. */
function paint(context, box, grid) {
  const width = Math.max(2, Math.round(box.width / COARSE));
  const height = Math.max(2, Math.round(box.height / COARSE));
  const picture = new ImageData(width, height);
  const colours = Array.from({ length: BANDS }, (unused, band) => amount(band / (BANDS - 1)));
  for (let y = 0; y < height; y++) {
    const row = clamp(((height - y - 0.5) / height) * ROWS - 0.5, ROWS - 1);
    const below = Math.min(ROWS - 2, Math.floor(row));
    for (let x = 0; x < width; x++) {
      const column = clamp(((x + 0.5) / width) * COLUMNS - 0.5, COLUMNS - 1);
      const left = Math.min(COLUMNS - 2, Math.floor(column));
      const at = below * COLUMNS + left;
      const band = Math.floor(clamp(between(grid.value, at, column - left, row - below), 0.999) * BANDS);
      const pixel = 4 * (y * width + x);
      [picture.data[pixel], picture.data[pixel + 1], picture.data[pixel + 2]] = colours[band];
      picture.data[pixel + 3] = 255 * (0.15 + 0.8 * between(grid.known, at, column - left, row - below));
    }
  }
  const layer = new OffscreenCanvas(width, height);
  layer.getContext("2d").putImageData(picture, 0, 0);
  context.drawImage(layer, box.left, box.top, box.width, box.height);
}

/** Bilinear interpolation in a field of COLUMNS columns. */
function between(field, at, right, up) {
  const low = field[at] + right * (field[at + 1] - field[at]);
  const high = field[at + COLUMNS] + right * (field[at + COLUMNS + 1] - field[at + COLUMNS]);
  return low + up * (high - low);
}

function clamp(value, high) {
  return Math.min(high, Math.max(0, value));
}
