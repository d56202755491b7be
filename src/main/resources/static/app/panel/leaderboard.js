// The best twenty trials; any column sorts them.

import { h, replace } from "../dom.js";
import { number, percent, words } from "../format.js";

export function leaderboardPanel(model) {
  const names = Object.keys(model.experiment.searchSpace);
  const columns = [
    { title: "Rank", of: (entry) => entry.rank, show: number },
    { title: "Trial", of: (entry) => entry.trialNumber, link: true },
    { title: "Validation accuracy", of: (entry) => entry.validationAccuracy, show: percent },
    ...(model.experiment.objective.metric === "validationLoss"
      ? [{ title: "Validation loss", of: (entry) => entry.validationLoss, show: number }]
      : []),
    { title: "Train accuracy", of: (entry) => entry.trainAccuracy, show: percent },
    ...names.map((name) => ({ title: words(name), of: (entry) => entry.parameters[name], show: (value) => number(value) })),
    { title: "Round", of: (entry) => entry.round, show: number },
  ];
  let sorted = { by: 0, down: false };
  let entries = [];

  const heads = columns.map((column, i) =>
    h("th", { scope: "col", class: "number" }, h("button", { type: "button", onclick: () => sort(i) }, column.title)),
  );
  const body = h("tbody", {});
  const nothing = h("p", { class: "hint" }, "No trial has completed yet.");
  const scroll = h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Leaderboard" },
    h("table", { class: "compact" }, h("caption", { class: "hidden" }, "Leaderboard"), h("thead", {}, h("tr", {}, heads)), body),
  );
  scroll.style.height = "330px";
  const element = h(
    "div",
    { class: "card" },
    h("div", { class: "figure-head" }, h("h3", {}, "Leaderboard")),
    h("p", { class: "hint" }, "The best 20 completed trials."),
    scroll,
  );

  function sort(by) {
    sorted = { by, down: sorted.by === by ? !sorted.down : false };
    show();
  }

  function show() {
    const { of } = columns[sorted.by];
    const order = [...entries].sort((a, b) => {
      const [left, right] = [of(a), of(b)];
      if ((left === undefined) !== (right === undefined)) {
        return left === undefined ? 1 : -1; // what a trial does not have comes last, whichever way
      }
      const before = typeof left === "number" && typeof right === "number" ? left - right : String(left).localeCompare(String(right));
      return (sorted.down ? -before : before) || a.rank - b.rank;
    });
    heads.forEach((head, i) =>
      i === sorted.by ? head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending") : head.removeAttribute("aria-sort"),
    );
    replace(
      body,
      order.map((entry) =>
        h(
          "tr",
          {},
          columns.map((column) => h("td", { class: "number" }, cell(column, entry))),
        ),
      ),
    );
    if (entries.length === 0) {
      replace(body, h("tr", {}, h("td", { colspan: columns.length }, nothing)));
    }
  }

  function cell(column, entry) {
    const value = column.of(entry);
    return column.link ? h("a", { href: `#/experiments/${model.id}/trials/${value}` }, String(value)) : column.show(value);
  }

  show();
  return {
    element,
    update({ leaderboard }, changed) {
      if (changed.has("results") && leaderboard) {
        entries = leaderboard.entries;
        show();
      }
    },
  };
}
