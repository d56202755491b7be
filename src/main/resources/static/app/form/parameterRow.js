// One hyperparameter: at its default, fixed, or searched over a domain. Never two of them, as the service demands.

import { freshId, h, replace } from "../dom.js";
import { words, written } from "../format.js";
import { conditionText, readCondition } from "./condition.js";
import { choice, field, numberInput, plain, textInput, typed } from "./fields.js";

const MODES = [
  ["default", "default"],
  ["fixed", "fixed value"],
  ["float", "search: real"],
  ["int", "search: whole"],
  ["categorical", "search: choices"],
];

const MODES_OF = {
  FLOAT: ["default", "fixed", "float", "categorical"],
  INT: ["default", "fixed", "int", "categorical"],
  CHOICE: ["default", "fixed", "categorical"],
  BOOLEAN: ["default", "fixed", "categorical"],
};

/**
 * @param parameter as the catalogue tells it
 * @param settings those of samplers that have a value for each numeric hyperparameter: [{sampler, name, meaning}]
 */
export function parameterRow(parameter, settings, changed) {
  const { name, kind, meaning, defaultValue } = parameter;
  const choices = kind === "BOOLEAN" ? [false, true] : kind === "CHOICE" ? parameter.choices : undefined;
  const isLog = parameter.usualScale === "log";
  const values = h("div", { class: "values" });
  const id = freshId("mode");
  const modes = MODES.filter(([mode]) => MODES_OF[kind].includes(mode));
  const mode = h(
    "select",
    { id, onchange: () => (build(mode.value, {}), changed()) },
    modes.map(([key, text]) => h("option", { value: key }, text)),
  );
  const element = h(
    "div",
    { class: "parameter", "data-field": `searchSpace.${name}`, "data-name": name },
    h("div", { class: "name" }, h("label", { for: id }, words(name)), h("small", {}, meaning)),
    h("div", {}, mode),
    values,
    h("p", { class: "wrong" }),
  );
  let controls = {};
  // What the controls are for: the list of modes has its new value before they are built anew.
  let built = "default";

  function build(next, given) {
    mode.value = built = next;
    element.dataset.field = next === "default" || next === "fixed" ? name : `searchSpace.${name}`;
    controls = {};
    if (next === "default") {
      replace(values, h("span", { class: "given" }, String(written(defaultValue))));
    } else if (next === "fixed") {
      controls.value = choices
        ? choice(choices.map(String), String(given.value ?? defaultValue))
        : numberInput(written(given.value ?? defaultValue));
      replace(values, field(`model.${name}`, h("span", { class: "hidden" }, `${words(name)}, value`), controls.value));
    } else if (next === "categorical") {
      controls.choices = textInput((given.choices ?? choices ?? [defaultValue]).join(", "));
      replace(values, field(`searchSpace.${name}.choices`, "choices, with commas", controls.choices), when(given));
    } else {
      const [low, high] = usualRange(next);
      controls.low = numberInput(written(given.low ?? low));
      controls.high = numberInput(written(given.high ?? high));
      controls.scale = choice(["linear", "log"], given.scale ?? (isLog ? "log" : "linear"));
      controls.step = numberInput(given.step, { placeholder: "none" });
      controls.settings = settings.map((each) => ({
        ...each,
        input: numberInput(given.settings?.(each), { placeholder: "default", title: each.meaning }),
      }));
      replace(
        values,
        field(`searchSpace.${name}.low`, "low", controls.low),
        field(`searchSpace.${name}.high`, "high", controls.high),
        field(`searchSpace.${name}.scale`, "scale", controls.scale),
        field(`searchSpace.${name}.step`, "step", controls.step),
        controls.settings.map((each) =>
          h(
            "div",
            { "data-sampler": each.sampler, class: "field" },
            field(`sampler.${each.name}.${name}`, `${each.sampler.toLowerCase()} ${words(each.name)}`, each.input),
          ),
        ),
        when(given),
      );
    }
  }

  function when(given) {
    controls.when = textInput(conditionText(given.when), {
      placeholder: "always, or name: value, value",
      title: "Only in trials in which others have one of these values, as in name: value, value; other name: value",
    });
    return field(`searchSpace.${name}.when`, "only if", controls.when);
  }

  build("default", {});
  return {
    element,
    name,
    /** Shows what a request says of this hyperparameter. */
    load(body) {
      const domain = body.searchSpace?.[name];
      if (domain) {
        build(domain.type, { ...domain, settings: (each) => body.sampler?.[each.name]?.[name] });
      } else if (body.model && name in body.model) {
        build("fixed", { value: body.model[name] });
      } else {
        build("default", {});
      }
    },
    /** Adds what it holds to a request. */
    store(body) {
      if (built === "fixed") {
        body.model[name] = kind === "BOOLEAN" ? controls.value.value === "true" : typed(controls.value.value);
      } else if (built === "categorical") {
        body.searchSpace[name] = {
          type: "categorical",
          choices: controls.choices.value
            .split(",")
            .map((text) => plain(text.trim()))
            .filter((each) => each !== undefined),
        };
        storeCondition(body);
      } else if (built !== "default") {
        const domain = { type: built, low: typed(controls.low.value), high: typed(controls.high.value), scale: controls.scale.value };
        const step = typed(controls.step.value);
        body.searchSpace[name] = step === undefined ? domain : { ...domain, step };
        storeCondition(body);
        for (const each of controls.settings) {
          const value = typed(each.input.value);
          if (body.sampler.type === each.sampler && value !== undefined) {
            (body.sampler[each.name] ??= {})[name] = value;
          }
        }
      }
    },
  };

  function storeCondition(body) {
    const condition = readCondition(controls.when.value);
    if (condition) {
      body.searchSpace[name].when = condition;
    }
  }

  // Where to look at first, around the default.
  function usualRange(type) {
    if (type === "int") {
      return [defaultValue || 1, 2 * (defaultValue || 1)];
    }
    if (isLog) {
      return defaultValue > 0 && defaultValue < 1e-4 ? [defaultValue / 100, defaultValue * 100] : [1e-4, 1e-1];
    }
    return defaultValue > 0.5 ? [0.5, (1 + defaultValue) / 2] : [0, 0.9];
  }
}
