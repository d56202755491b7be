// Labelled fields of an analysis; every change asks anew, once typing pauses.

import { freshId, h } from "../dom.js";

const PAUSE = 250;

/** @returns {element, value()}: value() is undefined while the field holds no number */
export function numberField(label, value, changed, attributes = {}) {
  const id = freshId("field");
  const input = h("input", { id, type: "number", step: "any", value, oninput: changed, ...attributes });
  return {
    element: h("div", { class: "field" }, h("label", { for: id }, label), input),
    value: () => (input.value === "" || !Number.isFinite(Number(input.value)) ? undefined : Number(input.value)),
  };
}

export function choiceField(label, choices, value, changed) {
  const id = freshId("field");
  const select = h(
    "select",
    { id, onchange: changed },
    choices.map((each) => h("option", { value: each, selected: each === value }, each)),
  );
  return { element: h("div", { class: "field" }, h("label", { for: id }, label), select), value: () => select.value };
}

/** Calls `work` when nothing has asked for a moment. */
export function afterPause(work) {
  let timer;
  const ask = () => {
    clearTimeout(timer);
    timer = setTimeout(work, PAUSE);
  };
  ask.stop = () => clearTimeout(timer);
  return ask;
}
