// What a search begins with: points to try first, and what earlier experiments have found.

import { h } from "../dom.js";
import { choice, field, numberInput, plain, typed } from "./fields.js";

/** @param experiments that there are: [{id, name, createdAt}] */
export function startFields(experiments) {
  const earlier = h("select", { multiple: true, size: 4 });
  const mode = choice(
    [
      ["POINTS", "best points first"],
      ["PRIOR", "tell the sampler"],
    ],
    "POINTS",
  );
  const each = numberInput("", { placeholder: "5" });
  const points = h("textarea", { rows: 3, spellcheck: "false", placeholder: "learningRate: 0.01, weightDecay: 1e-6" });
  const element = h(
    "fieldset",
    {},
    h("legend", {}, "To begin with"),
    h(
      "div",
      { class: "fields" },
      field("points", "points to try first, a line each", points),
      field("warmStart.experiments", "earlier experiments", earlier),
      field("warmStart.mode", "what is made of them", mode),
      field("warmStart.points", "points of each", each),
    ),
  );
  offer([]);

  /** All that there are, and those that are asked for. */
  function offer(chosen) {
    const known = experiments.map(({ id }) => id);
    const further = chosen.filter((id) => !known.includes(id)).map((id) => ({ id, name: id }));
    earlier.replaceChildren(
      ...[...further, ...experiments].map(({ id, name, createdAt }) =>
        h("option", { value: id, selected: chosen.includes(id) }, createdAt ? `${name}, ${new Date(createdAt).toLocaleString()}` : name),
      ),
    );
  }

  return {
    element,
    /** Shows what a request says of it. */
    load({ points: given, warmStart }) {
      points.value = (given ?? []).map(pointText).join("\n");
      mode.value = warmStart?.mode ?? "POINTS";
      each.value = warmStart?.mode === "PRIOR" ? "" : (warmStart?.points ?? "");
      offer(warmStart?.experiments ?? []);
    },
    /** Adds what it holds to a request. */
    store(body) {
      const lines = points.value.split("\n").filter((line) => line.trim() !== "");
      if (lines.length > 0) {
        body.points = lines.map(readPoint);
      }
      const chosen = [...earlier.selectedOptions].map(({ value }) => value);
      if (chosen.length > 0) {
        body.warmStart = { experiments: chosen, mode: mode.value };
        const count = typed(each.value);
        if (count !== undefined) {
          body.warmStart.points = count;
        }
      }
    },
  };
}

function pointText(point) {
  return Object.entries(point)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");
}

/** @returns what the request says, for the server to judge */
function readPoint(line) {
  return Object.fromEntries(
    line
      .split(",")
      .filter((part) => part.trim() !== "")
      .map((part) => {
        const [name, ...rest] = part.split(":");
        return [name.trim(), plain(rest.join(":").trim()) ?? null];
      }),
  );
}
