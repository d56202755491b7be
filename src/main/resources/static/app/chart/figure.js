// The frame around every chart: a heading, a sentence on how to read it, and the same data as a table.

import { append, freshId, h, replace } from "../dom.js";

const MOST_ROWS = 200;

/**
 * @param table () => {head: [text], rows: [[text]]}, asked for when somebody opens it
 * @returns {element, refresh()}: call refresh when the data have changed
 */
export function figure({ title, hint, controls, legend, table, level = 3, wide = false }, ...body) {
  const heading = freshId("figure");
  const place = h("div", { class: "table-place" });
  const details = table
    ? h("details", { class: "data", ontoggle: () => refresh() }, h("summary", {}, "Data as a table"), place)
    : undefined;
  const element = h(
    "figure",
    { class: wide ? "card wide" : "card", "aria-labelledby": heading },
    h("div", { class: "figure-head" }, h(`h${level}`, { id: heading }, title), controls),
    hint ? h("p", { class: "hint" }, hint) : undefined,
    legend,
  );
  append(element, body);
  append(element, [details]);

  function refresh() {
    if (details?.open) {
      const { head, rows } = table();
      replace(place, rows.length === 0 ? h("p", {}, "No data yet.") : tableOf(head, rows.slice(0, MOST_ROWS), title));
      if (rows.length > MOST_ROWS) {
        place.append(h("p", { class: "hint" }, `The first ${MOST_ROWS} of ${rows.length} rows; the export has all.`));
      }
    }
  }

  return { element, refresh };
}

export function tableOf(head, rows, caption) {
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": `${caption}, data` },
    h(
      "table",
      {},
      h("caption", { class: "hidden" }, caption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((cell) => h("td", {}, String(cell ?? "–"))),
          ),
        ),
      ),
    ),
  );
}

/** A key to colours: [{label, colour, dashed, shape}]. */
export function legendOf(entries) {
  return h(
    "ul",
    { class: "legend" },
    entries.map(({ label, colour, dashed, shape }) => {
      const mark = h("span", { class: `mark ${shape ?? "stroke"} ${dashed ? "dashed" : ""}`, "aria-hidden": "true" });
      mark.style.setProperty("--mark", colour);
      return h("li", {}, mark, label);
    }),
  );
}
