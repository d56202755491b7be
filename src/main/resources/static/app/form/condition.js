// When a hyperparameter is there, as a line that one writes: "optimizer: MOMENTUM, NAG; hiddenLayers: 2".

import { plain } from "./fields.js";

export function conditionText(when) {
  return Object.entries(when ?? {})
    .map(([name, values]) => `${name}: ${values.join(", ")}`)
    .join("; ");
}

/** @returns what the request says, for the server to judge; undefined for an empty line */
export function readCondition(text) {
  const parts = text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts.length === 0 ? undefined : Object.fromEntries(parts.map(readPart));
}

function readPart(part) {
  const [name, ...rest] = part.split(":");
  return [
    name.trim(),
    rest
      .join(":")
      .split(",")
      .map((value) => plain(value.trim()))
      .filter((value) => value !== undefined),
  ];
}
