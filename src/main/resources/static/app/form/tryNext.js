// A point to be tried next: a trial's own, to be tried again or changed first.

import { experimentPath, post, Refused } from "../api.js";
import { h } from "../dom.js";
import { words } from "../format.js";
import { note } from "../notes.js";
import { complain, field, forgive, plain, textInput } from "./fields.js";

/** @param parameters the values to begin with, by name */
export function tryNext(id, parameters) {
  const inputs = Object.entries(parameters).map(([name, value]) => [name, textInput(String(value))]);
  const why = textInput("", { placeholder: "kept with the trial" });
  const send = h("button", { type: "submit", class: "primary" }, "Try next");
  const form = h(
    "form",
    { class: "card", onsubmit: submit },
    h("h3", {}, "This point again"),
    h("p", {}, "As it is or changed, before the sampler's own. It counts as one of the experiment's trials."),
    h(
      "div",
      { class: "fields" },
      inputs.map(([name, input]) => field(`points[0].${name}`, words(name), input)),
      field("note", "why", why),
    ),
    h("div", { class: "actions" }, send),
  );

  async function submit(event) {
    event.preventDefault();
    forgive(form);
    send.disabled = true;
    try {
      const point = Object.fromEntries(inputs.map(([name, input]) => [name, plain(input.value)]));
      const { numbers } = await post(experimentPath(id, "/trials"), { points: [point], note: why.value || undefined });
      note(`It will be trial ${numbers[0]}`);
    } catch (refused) {
      if (!(refused instanceof Refused)) {
        throw refused;
      }
      const rest = complain(form, refused.errors);
      if (refused.errors.length === 0 || rest.length > 0) {
        note([refused.message, ...rest.map(({ message }) => message)].join(" "), "bad");
      }
    } finally {
      send.disabled = false;
    }
  }

  return form;
}
