// Name, state, progress, key figures, and what can be done with an experiment.

import { experimentPath, patch, post, remove } from "../api.js";
import { h, replace, setText } from "../dom.js";
import { number, percent, seconds, sentence, time } from "../format.js";
import { note } from "../notes.js";
import { mayChange, seenBy, switched } from "../people.js";
import { ended, progressBar } from "../progress.js";

export function headPanel(model, { refresh }) {
  const path = (rest) => experimentPath(model.id, rest);
  const badge = h("span", {});
  const owner = h("small", {});
  const reason = h("p", { class: "wrong" });
  const waits = h("p", { class: "advice" });
  const bar = progressBar();
  const actions = h("div", { class: "actions push" });
  const names = {};
  const values = {};
  const tiles = h(
    "dl",
    { class: "tiles" },
    ["Trials", "Best accuracy", "Best trial", "Round", "Running for", "Time left"].map((name) => {
      values[name] = h("dd", {});
      names[name] = h("dt", {}, name);
      return h("div", { class: "tile" }, names[name], values[name]);
    }),
  );
  const element = h(
    "div",
    {},
    h("p", { class: "crumbs" }, h("a", { href: "#/" }, "Experiments")),
    h("div", { class: "head" }, h("h1", {}, model.experiment.name), badge, owner, actions),
    h("div", { class: "card" }, bar.element, tiles),
    reason,
    waits,
    (model.experiment.warnings ?? []).map((each) => h("p", { class: "advice" }, `${each.field}: ${each.message}`)),
  );
  let offered;

  async function act(verb, does) {
    try {
      await does();
    } catch (problem) {
      note(`${verb}: ${problem.message}`, "bad");
    }
  }

  function button(text, does, kind) {
    return h("button", { type: "button", class: kind, onclick: () => act(text, does) }, text);
  }

  /** No event tells of it once the experiment has ended. */
  async function show(body) {
    model.experiment = await patch(path(""), body);
    refresh();
  }

  function offer(experiment) {
    const { state, awaitingApproval } = experiment;
    const mine = mayChange(model.me, experiment);
    const { text, body } = switched(experiment);
    const key = [state, awaitingApproval, text].join();
    if (key === offered) {
      return;
    }
    offered = key;
    const over = ["COMPLETED", "CANCELLED", "FAILED"].includes(state);
    replace(
      actions,
      mine && state === "RUNNING" ? button("Pause", () => post(path("/pause"))) : undefined,
      mine && state === "PAUSED" && !awaitingApproval ? button("Resume", () => post(path("/resume")), "primary") : undefined,
      !mine || over
        ? undefined
        : button("Cancel", () => confirm("Call the experiment off? What has been measured stays.") && post(path("/cancel")), "danger"),
      mine && over
        ? button(
            "Remove",
            async () => {
              if (confirm("Remove the experiment with all its trials?")) {
                await remove(path(""));
                location.hash = "#/";
              }
            },
            "danger",
          )
        : undefined,
      mine ? button(text, () => show(body)) : undefined,
      h("a", { class: "button", href: `#/experiments/${encodeURIComponent(model.id)}/compare` }, "Compare"),
      h("a", { class: "button", href: `#/new?from=${encodeURIComponent(model.id)}` }, "Copy"),
    );
  }

  return {
    element,
    update({ experiment, rounds }) {
      const { progress, state, awaitingApproval } = experiment;
      badge.className = `badge ${state}`;
      setText(badge, awaitingApproval ? "awaiting approval" : state.toLowerCase());
      setText(owner, seenBy(model.me, experiment));
      reason.className = state === "FAILED" ? "wrong" : "reason";
      setText(reason, experiment.reason ? `${sentence(experiment.reason)}.` : "");
      setText(waits, experiment.waitsFor ? `Waits: ${experiment.waitsFor}` : "");
      bar.set(progress.trials);
      setText(values.Trials, `${ended(progress.trials)} / ${progress.trials.total}${again(progress.confirmation)}`);
      setText(values["Best accuracy"], percent(progress.bestValidationAccuracy));
      setText(values["Best trial"], progress.bestTrial === null ? "–" : number(progress.bestTrial));
      setText(values.Round, `${rounds.length} of ${experiment.rounds.count}`);
      setText(values["Running for"], seconds(progress.elapsedSeconds));
      setText(names["Time left"], experiment.finishedAt ? "Ended at" : "Time left");
      setText(values["Time left"], experiment.finishedAt ? time(experiment.finishedAt).split(", ").at(-1) : seconds(progress.etaSeconds));
      offer(experiment);
      document.title = `${experiment.name} – Tamis`;
    },
  };
}

/** How many of the repeats have been trained, while they are. */
function again(confirmation) {
  return confirmation?.state === "UNDER_WAY" ? `, again ${confirmation.ended} / ${confirmation.repeats}` : "";
}
