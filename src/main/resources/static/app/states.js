// What a place shows while there is nothing to show.

import { h } from "./dom.js";

export function loading(text = "Loading") {
  return h("div", { class: "state", role: "status" }, h("span", { class: "spinner", "aria-hidden": "true" }), `${text} …`);
}

export function empty(title, ...more) {
  return h(
    "div",
    { class: "state empty" },
    h("strong", {}, title),
    more.map((each) => h("p", {}, each)),
  );
}

export function failed(error, retry) {
  const missing = error.status === 404;
  return h(
    "div",
    { class: "state error", role: "alert" },
    h("strong", {}, missing ? "Not here" : error.status === 501 ? "Not available" : "This did not work"),
    h("p", {}, error.message),
    retry && !missing && error.status !== 501 ? h("button", { type: "button", onclick: retry }, "Try again") : undefined,
  );
}
