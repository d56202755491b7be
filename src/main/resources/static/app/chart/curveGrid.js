// The lecture's figure: the learning curves of the best trials side by side, validation solid and training dashed.

import { h, replace, setText } from "../dom.js";
import { number, percent } from "../format.js";
import { kind } from "./palette.js";
import { line, surface } from "./surface.js";

const HEIGHT = 92;

/** @param hrefOf trial number -> address of its page */
export function curveGrid(hrefOf) {
  const list = h("ol", { class: "curve-grid" });
  let tiles = [];

  function set(curves) {
    if (curves.length !== tiles.length) {
      tiles = curves.map(() => tile());
      replace(
        list,
        tiles.map((each) => each.element),
      );
    }
    curves.forEach((curve, i) => tiles[i].set(i + 1, curve, hrefOf(curve.trialNumber)));
  }

  return { element: list, set };
}

function tile() {
  let curve;
  let shown;
  const canvas = surface({ height: HEIGHT, label: "", draw: (...place) => curve && draw(curve, ...place) });
  const rank = h("strong", {});
  const caption = h("span", {});
  const link = h("a", { href: "#" }, h("span", { class: "tile-head" }, rank, caption), canvas.element);
  return {
    element: h("li", {}, link),
    set(place, next, href) {
      const key = `${next.trialNumber}:${next.epoch.at(-1)}`;
      setText(rank, `${place}`);
      if (key === shown) {
        return;
      }
      shown = key;
      curve = next;
      const last = next.validationAccuracy.at(-1);
      setText(caption, `trial ${next.trialNumber} · ${percent(last)}`);
      link.href = href;
      canvas.describe(
        `Trial ${next.trialNumber}: validation accuracy from ${percent(next.validationAccuracy[0])} to ${percent(last)},` +
          ` training accuracy to ${percent(next.trainAccuracy.at(-1))}, over ${number(next.epoch.at(-1))} epochs`,
      );
      canvas.redraw();
    },
  };
}

function draw(curve, context, width, height, colours) {
  const box = { left: 4, top: 6, width: width - 8, height: height - 12 };
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  for (const share of [0, 0.5, 1]) {
    const y = Math.round(box.top + box.height * (1 - share)) + 0.5;
    line(context, box.left, y, box.left + box.width, y);
  }
  context.lineWidth = 1.5;
  context.setLineDash([4, 3]);
  path(context, box, curve, curve.trainAccuracy, kind(1));
  context.setLineDash([]);
  context.lineWidth = 2;
  path(context, box, curve, curve.validationAccuracy, kind(0));
}

function path(context, box, curve, values, colour) {
  const last = Math.max(2, curve.epoch.at(-1));
  context.strokeStyle = colour;
  context.beginPath();
  values.forEach((value, i) => {
    if (value !== null) {
      context.lineTo(box.left + (box.width * (curve.epoch[i] - 1)) / (last - 1), box.top + box.height * (1 - value));
    }
  });
  context.stroke();
}
