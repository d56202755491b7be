// Form fields that know which field of the request they are, so that the server's complaints find them.

import { freshId, h, setText } from "../dom.js";

/** @param path where the value stands in the request, as the server names it */
export function field(path, label, control) {
  const id = freshId("input");
  const wrong = h("p", { class: "wrong", id: `${id}-wrong` });
  control.id = id;
  control.setAttribute("aria-describedby", wrong.id);
  control.dataset.path = path;
  const isCheck = control.type === "checkbox";
  return h(
    "div",
    { class: "field", "data-field": path },
    isCheck ? h("label", { class: "check", for: id }, control, label) : [h("label", { for: id }, label), control],
    wrong,
  );
}

export function numberInput(value, attributes = {}) {
  return h("input", { type: "text", inputmode: "decimal", autocomplete: "off", value: value ?? "", ...attributes });
}

export function textInput(value, attributes = {}) {
  return h("input", { type: "text", autocomplete: "off", value: value ?? "", ...attributes });
}

export function choice(options, value) {
  return h(
    "select",
    {},
    options.map((each) => {
      const [key, text] = Array.isArray(each) ? each : [each, String(each)];
      return h("option", { value: key, selected: key === value }, text);
    }),
  );
}

/** What a text field holds, as JSON should have it: a number where it is one, else the text, for the server to judge. */
export function typed(text) {
  const trimmed = text.trim();
  return trimmed === "" ? undefined : Number.isNaN(Number(trimmed)) ? trimmed : Number(trimmed);
}

/** A choice, as JSON should have it. */
export function plain(text) {
  return text === "true" ? true : text === "false" ? false : typed(text);
}

/**
 * Puts each complaint beside its field, or, where none is, gives it back.
 *
 * @param errors [{field, message}]
 * @returns those that belong to no field of the form
 */
export function complain(form, errors) {
  forgive(form);
  const places = shown(form);
  const homeless = [];
  for (const error of errors) {
    const place = nearest(places, error.field);
    if (!place) {
      homeless.push(error);
      continue;
    }
    const wrong = place.querySelector(":scope > .wrong");
    const exact = place.dataset.field === error.field;
    const text = `${exact ? "" : `${error.field} `}${error.message}`;
    setText(wrong, wrong.textContent ? `${wrong.textContent}; ${text}` : text);
    place.querySelector("[data-path]")?.setAttribute("aria-invalid", "true");
  }
  return homeless;
}

export function forgive(form) {
  form.querySelectorAll(".wrong").forEach((wrong) => setText(wrong, ""));
  form.querySelectorAll("[aria-invalid]").forEach((control) => control.removeAttribute("aria-invalid"));
}

/**
 * Puts each warning beside its field, in place of earlier ones, or, where none is, gives it back.
 *
 * @param warnings [{field, message}]
 * @returns those that belong to no field of the form
 */
export function advise(form, warnings) {
  form.querySelectorAll(".advice").forEach((advice) => advice.remove());
  const places = shown(form);
  return warnings.filter((warning) => {
    const place = nearest(places, warning.field);
    place?.append(h("p", { class: "advice" }, warning.message));
    return !place;
  });
}

/** Two samplers may have a setting of one name: what is hidden belongs to the one that is not chosen. */
function shown(form) {
  return [...form.querySelectorAll("[data-field]")].filter((place) => !place.closest("[hidden]"));
}

/** The field itself, else the one whose path contains it: searchSpace.dropout.high belongs to searchSpace.dropout, points[0] to points. */
function nearest(places, path) {
  return places
    .filter(({ dataset: { field } }) => field !== "" && (path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)))
    .sort((a, b) => b.dataset.field.length - a.dataset.field.length)[0];
}
