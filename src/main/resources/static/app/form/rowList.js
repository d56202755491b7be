// Rows that one can add and take away, each of which knows its place in the request.

import { h, replace } from "../dom.js";

/**
 * @param noun what a row is called: "objective"
 * @param fewest rows that stay
 * @param most rows that there may be
 * @param blank () => what a new row holds
 * @param fields (what a row holds, its place, how many there are) => its fields, which write what they hold back
 * @param changed told after a row has come or gone
 * @returns {element, all(), set(rows)}
 */
export function rowList({ noun, fewest, most, blank, fields, changed }) {
  let rows = [];
  const list = h("div", { class: "row-list" });
  const add = h("button", { type: "button", class: "quiet", onclick: more }, `Add ${noun}`);

  function more() {
    rows.push(blank());
    draw();
    list.lastElementChild.querySelector("select, input").focus();
    changed();
  }

  function without(at) {
    rows.splice(at, 1);
    draw();
    add.focus();
    changed();
  }

  function draw() {
    add.disabled = rows.length >= most;
    replace(
      list,
      rows.map((row, at) =>
        h(
          "div",
          { class: "fields row", role: "group", "aria-label": `${noun} ${at + 1}` },
          fields(row, at, rows.length),
          rows.length > fewest
            ? h("button", { type: "button", class: "quiet", "aria-label": `Remove ${noun} ${at + 1}`, onclick: () => without(at) }, "Remove")
            : undefined,
        ),
      ),
    );
  }

  return {
    element: [list, h("div", {}, add)],
    all: () => rows,
    set(wanted) {
      rows = wanted;
      draw();
    },
  };
}

/** A control whose value a row holds from now on. */
export function held(row, name, control) {
  const keep = () => (row[name] = control.value);
  control.addEventListener("input", keep);
  control.addEventListener("change", keep);
  return control;
}
