// A choice from the catalogue, a sampler or a pruner, with the settings that the chosen one has.

import { h } from "../dom.js";
import { words } from "../format.js";
import { choice, field, textInput, typed } from "./fields.js";

/**
 * @param path where the choice stands in the request
 * @param label of the choice
 * @param entries of the catalogue
 * @param usual the type that is chosen at first
 */
export function entryChoice(path, label, entries, usual) {
  const type = choice(
    entries.map((each) => [each.type, each.type.toLowerCase().replaceAll("_", " ")]),
    usual,
  );
  const settings = entries.flatMap((entry) =>
    entry.settings
      .filter((each) => !each.byHyperparameter)
      .map((each) => ({
        ...each,
        of: entry.type,
        input: textInput("", { placeholder: String(each.defaultValue ?? ""), title: each.meaning }),
      })),
  );
  const places = settings.map((each) => h("div", {}, field(`${path}.${each.name}`, words(each.name), each.input)));
  const elements = [field(`${path}.type`, label, type), ...places];

  /** Only what the chosen one has is to be seen. */
  function react() {
    settings.forEach((each, i) => (places[i].hidden = each.of !== type.value));
  }

  /** What stands there as the request has it: what is left open is left out. */
  function value() {
    const chosen = { type: type.value };
    settings
      .filter((each) => each.of === type.value && typed(each.input.value) !== undefined)
      .forEach((each) => (chosen[each.name] = each.kind === "BOOLEAN" ? each.input.value === "true" : typed(each.input.value)));
    return chosen;
  }

  function load(chosen) {
    type.value = chosen?.type ?? usual;
    settings.forEach((each) => (each.input.value = each.of === type.value ? (chosen?.[each.name] ?? "") : ""));
    react();
  }

  react();
  return { type, elements, react, value, load };
}
