// Parallel coordinates: a line for each completed trial, through its value on every axis. The better it is, the further from the
// ground: bright on dark, dark on light. A trial that does not have a hyperparameter runs below its axis.

import { words } from "../format.js";
import { isDark } from "../theme.js";
import { axisOf, linear } from "./axis.js";
import { amount, css } from "./palette.js";
import { line, surface } from "./surface.js";

/** More lines than these make a plot fuller, not clearer: then the best and an even sample of the rest are drawn. */
const MOST_LINES = 1500;
const SHADES = 10;

export function parallel() {
  let data;
  const canvas = surface({
    height: 300,
    label: "Parallel coordinates",
    draw: (...place) => data && draw(data, ...place),
  });
  return {
    element: canvas.element,
    /** {trials, ranked: rows best first, domains: {name: domain}, metric} */
    set(next) {
      data = next;
      canvas.describe(
        `Parallel coordinates of ${next.ranked.length} completed trials over ${Object.keys(next.domains).map(words).join(", ")}` +
          ` and ${words(next.metric)}`,
      );
      canvas.redraw();
    },
  };
}

function draw({ trials, ranked, domains, metric }, context, width, height, colours) {
  const values = ranked.map((row) => trials.value[row]);
  const low = Math.min(...values.slice(-1), values[0] ?? 0);
  const high = Math.max(...values.slice(0, 1), values.at(-1) ?? 1);
  const axes = [
    ...Object.entries(domains).map(([name, domain]) => ({ name, axis: axisOf(domain), column: trials.parameters[name] ?? [] })),
    { name: metric, axis: linear(low, high === low ? low + 1 : high), column: trials.value },
  ];
  const lacking = axes.map(({ name }, i) => i < axes.length - 1 && ranked.some((row) => !trials.has(name, row)));
  const top = 26;
  const floor = height - 14;
  const bottom = lacking.includes(true) ? floor - 28 : floor;
  const left = 46;
  const gap = (width - 2 * left) / Math.max(1, axes.length - 1);
  const x = (i) => left + i * gap;

  const shown = sample(ranked);
  const total = Math.max(1, ranked.length - 1);
  // From the worst to the best, so that the best lie on top; one stroke for each shade, not for each trial.
  for (let shade = SHADES - 1; shade >= 0; shade--) {
    context.beginPath();
    for (const place of shown) {
      if (Math.min(SHADES - 1, Math.floor((place / (total + 1)) * SHADES)) !== shade) {
        continue;
      }
      axes.forEach(({ name, axis, column }, i) => {
        const isThere = !lacking[i] || trials.has(name, ranked[place]);
        const at = isThere ? axis.position(column[ranked[place]]) : 0;
        const y = isThere ? bottom - (bottom - top) * Math.min(1.04, Math.max(-0.04, at)) : floor;
        i === 0 ? context.moveTo(x(i), y) : context.lineTo(x(i), y);
      });
    }
    const share = 1 - shade / (SHADES - 1);
    context.strokeStyle = css(amount(isDark() ? share : 1 - share), shown.length > 300 ? 0.18 + 0.5 * share ** 2 : 0.35 + 0.6 * share ** 2);
    context.lineWidth = share > 0.95 ? 1.8 : 1;
    context.stroke();
  }

  context.textBaseline = "middle";
  axes.forEach(({ name, axis }, i) => {
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.2;
    line(context, x(i), top, x(i), bottom);
    context.fillStyle = colours.ink;
    context.textAlign = i === 0 ? "left" : i === axes.length - 1 ? "right" : "center";
    context.fillText(words(name), i === 0 ? 4 : i === axes.length - 1 ? width - 4 : x(i), 10);
    context.textAlign = i === axes.length - 1 ? "left" : "right";
    const ticks = axis.ticks.map((tick) => ({ y: bottom - (bottom - top) * tick.at, label: tick.label }));
    for (const tick of lacking[i] ? [...ticks, { y: floor, label: "absent" }] : ticks) {
      const { y } = tick;
      const text = tick.label.length > 9 ? `${tick.label.slice(0, 8)}…` : tick.label;
      const half = i === axes.length - 1 ? 5 : -5;
      context.lineWidth = 3;
      context.strokeStyle = colours.ground;
      context.strokeText(text, x(i) + half, y);
      context.fillStyle = colours.soft;
      context.fillText(text, x(i) + half, y);
    }
  });
}

/** Places in the ranking: the best come first; of the rest every n-th. */
function sample(ranked) {
  const all = ranked.map((row, place) => place);
  if (all.length <= MOST_LINES) {
    return all;
  }
  const best = Math.floor(MOST_LINES / 10);
  const every = (all.length - best) / (MOST_LINES - best);
  const rest = Array.from({ length: MOST_LINES - best }, (unused, i) => best + Math.floor(i * every));
  return [...all.slice(0, best), ...rest];
}
