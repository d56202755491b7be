// The objective over two hyperparameters that one chooses.

import { contour } from "../chart/contour.js";
import { figure, legendOf } from "../chart/figure.js";
import { freshId, h } from "../dom.js";
import { metricWords, number, words } from "../format.js";
import { limits, shownDomains } from "./scope.js";

export function contourPanel(model) {
  const { metric, direction } = model.experiment.objective;
  const maximize = direction === "MAXIMIZE";
  const names = Object.keys(model.experiment.searchSpace);
  if (names.length < 2) {
    return {
      element: h("div", { class: "card" }, h("h3", {}, "Contour"), h("p", { class: "hint" }, "It takes two searched hyperparameters.")),
      update() {},
    };
  }
  const chosen = { x: names[0], y: names[1] };
  const chart = contour();
  const frame = figure(
    {
      title: "Contour",
      hint: "Estimated from the trials, which are the dots; the best one has a ring. Pale: no trial near.",
      controls: h("div", { class: "pickers" }, picker("x"), picker("y")),
      legend: legendOf([{ label: `${metricWords(metric)}, low to high`, colour: "", shape: "ramp" }]),
      table: () => ({
        head: ["trial", words(chosen.x), words(chosen.y), metricWords(metric)],
        rows: model.trials
          .ranked(maximize)
          .map((row) => [
            row,
            number(model.trials.parameters[chosen.x][row]),
            number(model.trials.parameters[chosen.y][row]),
            number(model.trials.value[row]),
          ]),
      }),
    },
    chart.element,
  );

  function picker(axis) {
    const id = freshId("axis");
    return h(
      "div",
      {},
      h("label", { for: id, class: "hidden" }, `${axis === "x" ? "Horizontal" : "Vertical"} axis`),
      h(
        "select",
        { id, onchange: (event) => ((chosen[axis] = event.target.value), draw()) },
        names.map((name) => h("option", { value: name, selected: name === chosen[axis] }, words(name))),
      ),
    );
  }

  function draw() {
    const domains = shownDomains(model);
    const ranked = model.trials.ranked(maximize);
    const ends = ranked.length ? [model.trials.value[ranked.at(-1)], model.trials.value[ranked[0]]].sort((a, b) => a - b) : [0, 1];
    chart.set({
      x: { name: chosen.x, domain: domains[chosen.x] },
      y: { name: chosen.y, domain: domains[chosen.y] },
      trials: model.trials,
      ranked,
      limits: metric === "validationAccuracy" ? ends : limits(model.trials, ranked, metric),
      metric,
    });
    frame.refresh();
  }

  return {
    element: frame.element,
    update(unused, changed) {
      if (changed.has("trials") || changed.has("rounds")) {
        draw();
      }
    },
  };
}
