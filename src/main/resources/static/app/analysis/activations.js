// What initial weights do to the activations of a deep network.

import { post } from "../api.js";
import { figure } from "../chart/figure.js";
import { histogram } from "../chart/histogram.js";
import { h, replace } from "../dom.js";
import { number, percent } from "../format.js";
import { failed } from "../states.js";
import { afterPause, choiceField, numberField } from "./inputs.js";
import { missing } from "./optimizerPaths.js";

const PRESETS = [
  { title: "Sigmoid, std 1", activation: "SIGMOID", initializer: "NORMAL", initializerStd: 1 },
  { title: "Sigmoid, std 0.01", activation: "SIGMOID", initializer: "NORMAL", initializerStd: 0.01 },
  { title: "Sigmoid, Xavier", activation: "SIGMOID", initializer: "XAVIER", initializerStd: 0.01 },
  { title: "ReLU, std 0.01", activation: "RELU", initializer: "NORMAL", initializerStd: 0.01 },
  { title: "ReLU, Xavier", activation: "RELU", initializer: "XAVIER", initializerStd: 0.01 },
  { title: "ReLU, He", activation: "RELU", initializer: "HE", initializerStd: 0.01 },
];

export function activationAnalysis() {
  const ask = afterPause(run);
  const place = h("div", { class: "grid small" });
  place.style.marginTop = "1rem";
  const form = h("div", { class: "card fields" });
  let fields;
  fill({ ...PRESETS[0] });

  const element = h(
    "section",
    { "aria-labelledby": "activations-heading" },
    h("h2", { id: "activations-heading" }, "Activations layer by layer"),
    h(
      "p",
      { class: "hint" },
      "Inputs from N(0, 1) go through layers of equal size. Good initial weights keep the activations spread out at every depth.",
    ),
    h(
      "div",
      { class: "stack" },
      h(
        "div",
        { class: "exports" },
        PRESETS.map((preset) => h("button", { type: "button", onclick: () => (fill(preset), run()) }, preset.title)),
      ),
      form,
      place,
    ),
  );

  function fill(preset) {
    fields = {
      activation: choiceField("activation", ["SIGMOID", "RELU", "TANH"], preset.activation, ask),
      initializer: choiceField("initial weights", ["NORMAL", "XAVIER", "HE"], preset.initializer, ask),
      initializerStd: numberField("std, under NORMAL", preset.initializerStd, ask, { min: 0 }),
      layers: numberField("layers", 5, ask, { min: 1, step: 1 }),
      units: numberField("units", 100, ask, { min: 1, step: 1 }),
      samples: numberField("samples", 1000, ask, { min: 1, step: 1 }),
      seed: numberField("seed", 1, ask, { step: 1 }),
    };
    replace(
      form,
      Object.values(fields).map((field) => field.element),
    );
  }

  async function run() {
    const body = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value()]));
    if (Object.values(body).includes(undefined)) {
      return;
    }
    try {
      const answer = await post("analyses/activation-distribution", body);
      replace(place, (answer.layers ?? answer).map(layer));
    } catch (refused) {
      replace(place, h("div", { class: "wide" }, refused.status === 404 ? missing() : failed(refused, run)));
    }
  }

  return { element, start: run, stop: ask.stop };
}

function layer({ mean, std, saturatedShare, histogram: data }, i) {
  const chart = histogram(`Layer ${i + 1}`);
  const frame = figure(
    {
      title: `Layer ${i + 1}`,
      hint: `mean ${number(mean)}, std ${number(std)}, saturated ${percent(saturatedShare)}`,
      table: () => ({
        head: ["from", "to", "count"],
        rows: data.counts.map((count, at) => [number(data.edges[at]), number(data.edges[at + 1]), count]),
      }),
    },
    chart.element,
  );
  chart.set(data);
  return frame.element;
}
