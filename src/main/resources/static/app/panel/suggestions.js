// What the next round should search, one card for each hyperparameter, and the button that starts it.

import { experimentPath, post } from "../api.js";
import { axisOf, union } from "../chart/axis.js";
import { stretches } from "../chart/slice.js";
import { h, replace, setText } from "../dom.js";
import { count, domain, number, percent, sentence, words } from "../format.js";
import { note } from "../notes.js";

export function suggestionsPanel(model, actions) {
  const lead = h("p", {});
  const start = h("button", { type: "button", class: "primary", onclick: startNext }, "Start the next round");
  const open = h("a", { class: "button" }, "Open as a new experiment");
  const bar = h("div", { class: "card next-round" }, lead, start, open);
  const cards = h("div", { class: "grid small level" });
  cards.style.minHeight = "13rem";
  const element = h("div", {}, bar, cards);
  let shown;

  async function startNext() {
    start.disabled = true;
    try {
      const round = await post(experimentPath(model.id, "/rounds"), {});
      note(`Round ${round.number} has started.`);
    } catch (problem) {
      note(problem.message, "bad");
    } finally {
      start.disabled = false;
      actions.refresh();
    }
  }

  return {
    element,
    update({ experiment, suggestions, rounds }, changed) {
      const waits = experiment.awaitingApproval;
      start.hidden = !waits;
      open.className = waits ? "button" : "button primary";
      open.href = `#/new?from=${encodeURIComponent(model.id)}&space=suggested`;
      setText(
        lead,
        waits
          ? `Round ${rounds.length} of ${experiment.rounds.count} has ended. For round ${rounds.length + 1}: ${suggestions?.reason ?? "the suggested ranges"}.`
          : suggestions
            ? `Based on ${count(suggestions.basedOnTrials, "finished trial")} within the ranges searched last: ${suggestions.reason}.`
            : "Suggestions come once trials have finished.",
      );
      if (changed.has("results") && suggestions) {
        const key = JSON.stringify(suggestions.suggestions);
        if (key !== shown) {
          shown = key;
          replace(cards, suggestions.suggestions.map(card));
        }
      }
    },
  };
}

function card({ parameter, verdict, current, suggested, nextRound, pValue, group, importance, bestAt, reason }) {
  return h(
    "article",
    { class: "card suggestion" },
    h("div", { class: "title" }, h("h3", {}, words(parameter)), h("span", { class: `badge ${verdict}` }, verdict.toLowerCase())),
    rangeBar(current, suggested),
    h(
      "dl",
      {},
      h("dt", {}, "searched"),
      h("dd", {}, domain(current)),
      h("dt", {}, "suggested"),
      h("dd", {}, domain(suggested)),
      ...bet(suggested, nextRound),
    ),
    h("p", { class: "reason" }, `${sentence(reason)}.`),
    h(
      "p",
      { class: "hint" },
      `own p = ${number(pValue, 2)}${group ? ` · group ${group.parameters.map(words).join(", ")}: p = ${number(group.pValue, 2)}` : ""}` +
        ` · importance ${percent(importance, 0)}${bestAt === null ? "" : ` · best at ${percent(bestAt, 0)} of the range`}`,
    ),
  );
}

/** A round that follows by itself narrows all of a group, without knowing which of them matters. */
function bet(suggested, nextRound) {
  const same = domain(suggested) === domain(nextRound);
  return same ? [] : [h("dt", {}, "next round's bet"), h("dd", {}, domain(nextRound))];
}

/** Grey above: searched; green below: suggested. The same is said in words beside it. */
function rangeBar(current, suggested) {
  const shown = union(current, suggested);
  const axis = axisOf(shown);
  const bar = h("div", { class: "range", "aria-hidden": "true" });
  for (const [name, range] of [
    ["current", current],
    ["next", suggested],
  ]) {
    for (const [from, to] of stretches(axis, shown, range)) {
      const part = h("span", { class: name });
      part.style.left = `${100 * from}%`;
      part.style.width = `${Math.max(1, 100 * (to - from))}%`;
      bar.append(part);
    }
  }
  return bar;
}
