// The best twenty trials; any column sorts them.

import { h, replace, setText } from "../dom.js";
import { metricWords, number, percent, sentence, words } from "../format.js";

const SHOWN = 20;
/** Those that have columns whatever ranks. */
const USUAL = ["validationAccuracy"];
const VERDICTS = { UNDER_WAY: "confirming", CONFIRMED: "confirmed", TIED: "tied", UNCONFIRMED: "not confirmed" };

export function leaderboardPanel(model) {
  const names = Object.keys(model.experiment.searchSpace);
  const { objective, objectives, constraints } = model.experiment;
  const several = objectives.length > 1;
  const ranking = several ? objectives : [objective];
  const columns = [
    { title: "Rank", of: (entry) => entry.rank, show: number },
    { title: "Trial", of: (entry) => entry.trialNumber, link: true },
    ...(several ? [{ title: "Front", of: (entry) => entry.front ?? undefined, show: (front) => number(front) }] : []),
    ...(model.experiment.confirm
      ? [{ title: "Confirmed", of: (entry) => entry.confirmed?.mean, words: (entry) => meanWords(entry.confirmed) }]
      : []),
    { title: "Validation accuracy", of: (entry) => entry.validationAccuracy, show: percent },
    ...ranking
      .map(({ metric }, i) => ({ metric, title: sentence(metricWords(metric)), of: (entry) => entry.objectiveValues[i], show: (value) => number(value, 6) }))
      .filter(({ metric }) => !USUAL.includes(metric)),
    { title: "Train accuracy", of: (entry) => entry.trainAccuracy, show: percent },
    ...names.map((name) => ({ title: words(name), of: (entry) => entry.parameters[name], show: (value) => number(value) })),
    ...(constraints.length > 0 ? [{ title: "Breaks", of: broken, show: (text) => text ?? "–" }] : []),
    { title: "Round", of: (entry) => entry.round, show: number },
  ];
  let sorted = { by: 0, down: false };
  let entries = [];

  const heads = columns.map((column, i) =>
    h("th", { scope: "col", class: "number" }, h("button", { type: "button", onclick: () => sort(i) }, column.title)),
  );
  const body = h("tbody", {});
  const volume = h("p", { class: "hint" });
  const verdict = h("span", {});
  const because = h("p", { class: "hint" });
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
    h("div", { class: "figure-head" }, h("h3", {}, "Leaderboard"), verdict),
    because,
    h(
      "p",
      { class: "hint" },
      several
        ? "The best 20 completed trials, by the front that they are on. On front 0 is what no other is as good as in all objectives and better in one."
        : "The best 20 completed trials.",
    ),
    volume,
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
    if (column.link) {
      return h("a", { href: `#/experiments/${model.id}/trials/${value}` }, String(value));
    }
    return column.words ? column.words(entry) : column.show(value);
  }

  /** Whether the winner is sure. */
  function tell(confirmation) {
    verdict.className = confirmation ? `badge ${confirmation.state}` : "";
    setText(verdict, confirmation ? VERDICTS[confirmation.state] : "");
    setText(because, confirmation ? `${sentence(confirmation.because)}.` : "");
  }

  show();
  return {
    element,
    update({ leaderboard }, changed) {
      if (changed.has("results") && leaderboard) {
        entries = leaderboard.entries.slice(0, SHOWN);
        tell(leaderboard.confirmation);
        setText(
          volume,
          leaderboard.hypervolume === null
            ? ""
            : `Hypervolume ${number(leaderboard.hypervolume, 5)}, from ` +
                objectives.map(({ metric }, i) => `${metricWords(metric)} ${number(leaderboard.reference[i])}`).join(", ") +
                " on.",
        );
        show();
      }
    },
  };
}

/** Mean of the repeats, how far they scatter, and how many they are. */
function meanWords(confirmed) {
  if (!confirmed) {
    return "–";
  }
  const { mean, standardDeviation, values } = confirmed;
  return `${number(mean, 4)}${standardDeviation === null ? "" : ` ± ${number(standardDeviation, 2)}`} (${values.length} ×)`;
}

/** Which constraints an entry breaks, and by how much. */
function broken({ brokenConstraints }) {
  return brokenConstraints.length === 0
    ? undefined
    : brokenConstraints.map(({ metric, by }) => `${metricWords(metric)} by ${number(by)}`).join(", ");
}
