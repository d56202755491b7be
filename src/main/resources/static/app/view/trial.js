// One trial: its curve, what it was, how it went. Asked for again every second while it trains.

import { experimentPath, read, Refused } from "../api.js";
import { figure, legendOf } from "../chart/figure.js";
import { lines } from "../chart/lines.js";
import { kind } from "../chart/palette.js";
import { found, lost } from "../connection.js";
import { h, replace, setText } from "../dom.js";
import { tryNext } from "../form/tryNext.js";
import { metricWords, number, percent, seconds, sentence, time, words } from "../format.js";
import { mayChange, me } from "../people.js";
import { failed, loading } from "../states.js";

const EVERY = 1000;

export function showTrial(main, { id, number: trialNumber }) {
  const path = experimentPath(id, `/trials/${encodeURIComponent(trialNumber)}`);
  let timer;
  let left = false;
  let page;
  replace(main, loading("Loading the trial"));

  async function load() {
    try {
      const [trial, curve, experiment, who] = await Promise.all([
        read(path),
        read(`${path}/curve`),
        page ? undefined : read(experimentPath(id)),
        page ? undefined : me(),
      ]);
      if (left) {
        return;
      }
      page ??= build(main, id, trial, experiment, who);
      page.update(trial, curve.measurements);
      found();
      if (trial.state === "WAITING" || trial.state === "RUNNING") {
        timer = setTimeout(load, EVERY);
      }
    } catch (problem) {
      if (left || !(problem instanceof Refused)) {
        throw problem;
      }
      if (page) {
        lost();
        timer = setTimeout(load, 2 * EVERY);
      } else {
        replace(main, failed(problem, load));
      }
    }
  }

  load();
  return () => {
    left = true;
    clearTimeout(timer);
    found();
    page?.stop();
  };
}

function build(main, id, { number: trialNumber, parameters }, experiment, who) {
  const badge = h("span", {});
  const reason = h("p", { class: "wrong" });
  const facts = h("tbody", {});
  const values = h("tbody", {});
  let measurements = [];
  const accuracy = chart(
    "Accuracy",
    [
      ["validation accuracy", "validationAccuracy"],
      ["training accuracy", "trainAccuracy"],
    ],
    [0, 1],
  );
  const loss = chart("Loss", [
    ["validation loss", "validationLoss"],
    ["training loss", "trainLoss"],
  ]);
  const total = experiment.progress.trials.total;
  const link = (target, text) => h("a", { class: "button", href: `#/experiments/${id}/trials/${target}` }, text);

  replace(
    main,
    h("p", { class: "crumbs" }, h("a", { href: "#/" }, "Experiments"), " / ", h("a", { href: `#/experiments/${id}` }, experiment.name)),
    h(
      "div",
      { class: "head" },
      h("h1", {}, `Trial ${trialNumber}`),
      badge,
      h(
        "div",
        { class: "actions push" },
        trialNumber > 0 ? link(trialNumber - 1, "← Previous") : undefined,
        trialNumber + 1 < total ? link(trialNumber + 1, "Next →") : undefined,
        h(
          "a",
          {
            class: "button",
            href: `#/experiments/${id}/compare?trials=${[...new Set([trialNumber, experiment.progress.bestTrial ?? trialNumber])]}`,
          },
          "Compare with the best",
        ),
      ),
    ),
    reason,
    h("div", { class: "grid" }, accuracy.element, loss.element),
    h("h2", {}, "What it was and how it went"),
    h(
      "div",
      { class: "grid" },
      h("div", { class: "card" }, h("h3", {}, "Hyperparameters"), h("table", { class: "facts" }, values)),
      h("div", { class: "card" }, h("h3", {}, "Run"), h("table", { class: "facts" }, facts)),
    ),
    mayChange(who, experiment) && ["RUNNING", "PAUSED"].includes(experiment.state) ? [h("h2", {}, "What to try next"), tryNext(id, parameters)] : undefined,
  );

  function chart(title, series, range) {
    const plot = lines({ label: title, x: "epoch", y: title.toLowerCase(), range });
    const frame = figure(
      {
        title,
        legend: legendOf([
          { label: "validation", colour: "var(--series-a)" },
          { label: "training", colour: "var(--series-b)", dashed: true },
        ]),
        table: () => ({
          head: ["epoch", ...series.map(([label]) => label)],
          rows: measurements.map((each) => [each.epoch, ...series.map(([, key]) => number(each[key], 4))]),
        }),
      },
      plot.element,
    );
    return {
      element: frame.element,
      stop: plot.stop,
      update() {
        const x = measurements.map((each) => each.epoch);
        plot.set(
          series.map(([label, key], i) => ({ label, x, y: measurements.map((each) => each[key]), colour: () => kind(i), dashed: i === 1 })),
        );
        const last = measurements.at(-1);
        const ends = series.map(([label, key]) => `${label} ${number(last?.[key])}`).join(", ");
        plot.describe(`${title} over ${measurements.length} epochs${last ? `; at the end ${ends}` : ""}`);
        frame.refresh();
      },
    };
  }

  return {
    update(trial, next) {
      measurements = next;
      badge.className = `badge ${trial.state}`;
      setText(badge, trial.state.toLowerCase());
      setText(reason, trial.reason ? `${sentence(trial.reason)}.` : "");
      accuracy.update();
      loss.update();
      replace(
        values,
        Object.entries(trial.model).map(([name, value]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, words(name)),
            h("td", {}, number(value, 5)),
            h("td", {}, name in parameters ? "searched" : name in experiment.searchSpace ? "absent: its default, if anything" : ""),
          ),
        ),
      );
      const rows = [
        ["round", trial.round],
        ...(trial.note === null ? [] : [["chosen by hand", trial.note || "without a note"]]),
        ["epochs", `${trial.epochsDone} of ${trial.epochs}`],
        ["validation accuracy", percent(trial.validationAccuracy)],
        ["best epoch", trial.bestEpoch === null ? "–" : `${trial.bestEpoch} (${percent(trial.bestValidationAccuracy)})`],
        ["epoch that counts", trial.objectiveEpoch ?? "–"],
        ["training accuracy", percent(trial.trainAccuracy)],
        ["generalisation gap", percent(trial.generalizationGap)],
        ["number of weights", number(trial.cost.parameters, 9)],
        ["training took", seconds(trial.cost.trainingSeconds)],
        ...(trial.brokenConstraints.length === 0
          ? []
          : [["breaks", trial.brokenConstraints.map(({ metric, by }) => `${metricWords(metric)} by ${number(by)}`).join(", ")]]),
        ["started", time(trial.startedAt)],
        ["duration", seconds(trial.durationSeconds)],
        ["worker", trial.claimedBy ?? "–"],
        ["attempts", trial.attempt],
      ];
      replace(
        facts,
        rows.map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "text" }, String(value)))),
      );
    },
    stop() {
      accuracy.stop();
      loss.stop();
    },
  };
}
