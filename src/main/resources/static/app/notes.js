// Short messages that go away by themselves.

import { h } from "./dom.js";

const SHOWN_FOR = 6000;

export function note(text, kind = "info") {
  const element = h("div", { class: `note ${kind}` }, text);
  document.getElementById("notes").append(element);
  setTimeout(() => element.remove(), SHOWN_FOR);
}
