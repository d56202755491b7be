// One hyperparameter: at its default, fixed, or searched over a domain. Never two of them, as the service demands.

import { append, freshId, h, replace } from "../dom.js";
import { words, written } from "../format.js";
import { choice, field, numberInput, textInput, typed } from "./fields.js";

const MODES = [["default", "default"], ["fixed", "fixed value"], ["float", "search: real"], ["int", "search: whole"], ["categorical", "search: choices"]];

const MODES_OF = {
  float: ["default", "fixed", "float", "categorical"],
  int: ["default", "fixed", "int", "categorical"],
  choice: ["default", "fixed", "categorical"],
  boolean: ["default", "fixed", "categorical"],
};

export function parameterRow(parameter, changed) {
  const { name, kind, hint } = parameter;
  const values = h("div", { class: "values" });
  const id = freshId("mode");
  const modes = MODES.filter(([mode]) => MODES_OF[kind].includes(mode));
  const mode = h("select", { id, onchange: () => (build(mode.value, {}), changed()) }, modes.map(([key, text]) => h("option", { value: key }, text)));
  const element = h(
    "div",
    { class: "parameter", "data-field": `searchSpace.${name}`, "data-name": name },
    h("div", { class: "name" }, h("label", { for: id }, words(name)), h("small", {}, hint)),
    h("div", {}, mode),
    values,
    h("p", { class: "wrong" }),
  );
  let controls = {};

  function build(next, given) {
    mode.value = next;
    element.dataset.field = next === "default" || next === "fixed" ? name : `searchSpace.${name}`;
    controls = {};
    if (next === "default") {
      replace(values, h("span", { class: "given" }, String(written(parameter.default))));
    } else if (next === "fixed") {
      controls.value = parameter.choices ? choice(parameter.choices.map(String), String(given.value ?? parameter.default)) : numberInput(written(given.value ?? parameter.default));
      replace(values, field(`model.${name}`, h("span", { class: "hidden" }, `${words(name)}, value`), controls.value));
    } else if (next === "categorical") {
      controls.choices = textInput((given.choices ?? parameter.choices ?? [parameter.default]).join(", "));
      replace(values, field(`searchSpace.${name}.choices`, "choices, with commas", controls.choices));
    } else {
      const low = given.low ?? (parameter.log ? 1e-4 : parameter.default || (next === "int" ? 1 : 0));
      controls.low = numberInput(written(low));
      controls.high = numberInput(written(given.high ?? (parameter.log ? 1e-1 : next === "int" ? 2 * (parameter.default || 1) : 0.9)));
      controls.scale = choice(["linear", "log"], given.scale ?? (parameter.log ? "log" : "linear"));
      controls.step = numberInput(given.step, { placeholder: "none" });
      controls.points = numberInput(given.points, { placeholder: "5, or all steps" });
      replace(
        values,
        field(`searchSpace.${name}.low`, "low", controls.low),
        field(`searchSpace.${name}.high`, "high", controls.high),
        field(`searchSpace.${name}.scale`, "scale", controls.scale),
        field(`searchSpace.${name}.step`, "step", controls.step),
        append(h("div", { "data-grid-only": true, class: "field" }), [field(`sampler.points.${name}`, "grid points", controls.points)]),
      );
    }
  }

  build("default", {});
  return {
    element,
    name,
    /** Shows what a request says of this hyperparameter. */
    load(body) {
      const domain = body.searchSpace?.[name];
      if (domain) {
        build(domain.type, { ...domain, points: body.sampler?.points?.[name] });
      } else if (body.model && name in body.model) {
        build("fixed", { value: body.model[name] });
      } else {
        build("default", {});
      }
    },
    /** Adds what it holds to a request. */
    store(body) {
      if (mode.value === "fixed") {
        body.model[name] = kind === "boolean" ? controls.value.value === "true" : typed(controls.value.value);
      } else if (mode.value === "categorical") {
        body.searchSpace[name] = { type: "categorical", choices: controls.choices.value.split(",").map((text) => plain(text.trim())).filter((each) => each !== undefined) };
      } else if (mode.value !== "default") {
        const domain = { type: mode.value, low: typed(controls.low.value), high: typed(controls.high.value), scale: controls.scale.value };
        const step = typed(controls.step.value);
        body.searchSpace[name] = step === undefined ? domain : { ...domain, step };
        const points = typed(controls.points.value);
        if (body.sampler.type === "GRID" && points !== undefined) {
          (body.sampler.points ??= {})[name] = points;
        }
      }
    },
  };

  function plain(text) {
    return text === "true" ? true : text === "false" ? false : typed(text);
  }
}
