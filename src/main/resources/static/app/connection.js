// Says when the service cannot be heard, and when it can again.

import { h, replace } from "./dom.js";

const bar = document.getElementById("connection");

export function lost() {
  if (!bar.classList.contains("lost")) {
    bar.classList.add("lost");
    replace(bar, h("span", { class: "pulse", "aria-hidden": "true" }), "Connection lost – trying again. What you see may be old.");
  }
}

export function found() {
  if (bar.classList.contains("lost")) {
    bar.classList.remove("lost");
    replace(bar);
  }
}
