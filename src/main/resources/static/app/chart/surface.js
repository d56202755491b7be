// A canvas that is as wide as its place, sharp on every screen, drawn in animation frames and only while it can be seen.

import { h } from "../dom.js";
import { nextFrame } from "../frames.js";
import { onThemeChange, token } from "../theme.js";

const canvases = new Map();
const seen = new IntersectionObserver((entries) => entries.forEach((entry) => canvases.get(entry.target)?.seen(entry.isIntersecting)), {
  rootMargin: "200px",
});
const sized = new ResizeObserver((entries) => entries.forEach((entry) => canvases.get(entry.target)?.changed()));
onThemeChange(() => canvases.forEach((canvas) => canvas.changed()));

/**
 * @param height in CSS pixels, or a function of the width
 * @param draw (context, width, height, colours)
 * @returns {element, redraw(), describe(text), stop()}
 */
export function surface({ height, label, draw }) {
  const canvas = h("canvas", { role: "img", "aria-label": label, class: "surface" });
  const heightAt = typeof height === "function" ? height : () => height;
  let visible = false;
  let stale = true;
  canvas.style.height = `${heightAt(360)}px`;

  function paint() {
    const width = canvas.clientWidth;
    if (!visible || !stale || width === 0) {
      return;
    }
    stale = false;
    const tall = heightAt(width);
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(tall * ratio)) {
      canvas.style.height = `${tall}px`;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(tall * ratio);
    }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, tall);
    context.font = `11px ${token("--font") || "sans-serif"}`;
    draw(context, width, tall, colours());
  }

  const self = {
    seen(isVisible) {
      visible = isVisible;
      if (visible && stale) {
        nextFrame(paint);
      }
    },
    changed() {
      stale = true;
      if (visible) {
        nextFrame(paint);
      }
    },
  };
  canvases.set(canvas, self);
  seen.observe(canvas);
  sized.observe(canvas);
  return {
    element: canvas,
    redraw: self.changed,
    describe: (text) => canvas.setAttribute("aria-label", text),
    stop() {
      canvases.delete(canvas);
      seen.unobserve(canvas);
      sized.unobserve(canvas);
    },
  };
}

/** Drops the canvases that are no longer on the page. */
export function forgetRemoved() {
  for (const canvas of canvases.keys()) {
    if (!canvas.isConnected) {
      canvases.delete(canvas);
      seen.unobserve(canvas);
      sized.unobserve(canvas);
    }
  }
}

function colours() {
  return {
    ink: token("--ink"),
    soft: token("--ink-soft"),
    line: token("--line"),
    ground: token("--card"),
    accent: token("--accent"),
    good: token("--good"),
  };
}

/** Grid lines, ticks and axis titles of a plot in a box {left, top, width, height}. */
export function drawAxes(context, box, xAxis, yAxis, colours, titles = {}) {
  context.lineWidth = 1;
  context.strokeStyle = colours.line;
  context.fillStyle = colours.soft;
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const tick of yAxis.ticks) {
    const y = Math.round(box.top + box.height * (1 - tick.at)) + 0.5;
    line(context, box.left, y, box.left + box.width, y);
    context.fillText(tick.label, box.left - 6, y);
  }
  context.textBaseline = "top";
  context.textAlign = "center";
  for (const tick of xAxis.ticks) {
    const x = Math.round(box.left + box.width * tick.at) + 0.5;
    line(context, x, box.top, x, box.top + box.height);
    const half = context.measureText(tick.label).width / 2;
    context.fillText(tick.label, Math.min(x, box.left + box.width + (box.right ?? 8) - half), box.top + box.height + 5);
  }
  if (titles.x) {
    context.fillStyle = colours.ink;
    context.fillText(titles.x, box.left + box.width / 2, box.top + box.height + 20);
  }
  if (titles.y) {
    context.save();
    context.fillStyle = colours.ink;
    context.translate(10, box.top + box.height / 2);
    context.rotate(-Math.PI / 2);
    context.textBaseline = "middle";
    context.fillText(titles.y, 0, 0);
    context.restore();
  }
}

export function line(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
