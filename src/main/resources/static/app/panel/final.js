// The winner's one score on test data, what was submitted, and the files to take along.

import { address, experimentPath, post, readIfThere } from "../api.js";
import { h, replace } from "../dom.js";
import { count, domain, metricWords, number, percent, words } from "../format.js";
import { note } from "../notes.js";

const AGAIN = 1000;

export function finalPanel(model, actions) {
  const place = h("div", {});
  place.style.minHeight = "8.5rem";
  const seeds = h(
    "select",
    {},
    [1, 3, 5, 10, 20].map((each) => h("option", { value: each }, String(each))),
  );
  let timer;
  let shown;

  async function ask() {
    try {
      model.finalEvaluation = await post(experimentPath(model.id, "/final-evaluation"), { seeds: Number(seeds.value) });
      actions.refresh();
    } catch (problem) {
      note(problem.message, "bad");
    }
  }

  async function askAgain() {
    timer = undefined;
    try {
      model.finalEvaluation = (await readIfThere(experimentPath(model.id, "/final-evaluation"))) ?? null;
    } catch (problem) {
      // The next try may do better.
    }
    actions.refresh();
  }

  function show(evaluation, experiment) {
    const over = ["COMPLETED", "CANCELLED", "FAILED"].includes(experiment.state);
    const key = [evaluation?.state, over].join();
    if (key === shown) {
      return;
    }
    shown = key;
    if (!evaluation) {
      replace(
        place,
        h(
          "p",
          {},
          over
            ? "The best trial is trained again on training and validation data together, up to the epoch that won, and scored once on test data; " +
                "with several seeds each network once."
            : "Once the experiment has ended, its best trial can be scored on test data: once, for whoever looks twice tunes on them.",
        ),
        over ? h("p", {}, h("label", {}, "Seeds ", seeds)) : undefined,
        h("button", { type: "button", class: over ? "primary" : "", disabled: !over, onclick: ask }, "Evaluate on test data"),
      );
    } else if (evaluation.state === "WAITING") {
      replace(
        place,
        h(
          "p",
          {},
          h("span", { class: "spinner", "aria-hidden": "true" }),
          ` Trial ${evaluation.trialNumber} is trained again for ${count(evaluation.epochs, "epoch")}, with ${count(evaluation.seeds, "seed")} …`,
        ),
      );
    } else if (evaluation.state === "FAILED") {
      replace(place, h("p", { class: "wrong" }, `It failed: ${evaluation.reason}`));
    } else {
      const { low, high } = evaluation.testAccuracyInterval;
      const over = evaluation.overSeeds;
      replace(
        place,
        h("p", { class: "score" }, percent(over ? over.testAccuracy : evaluation.testAccuracy, 2)),
        over
          ? h(
              "p",
              {},
              `mean test accuracy of ${count(evaluation.seeds, "seed")}, standard deviation ${percent(over.standardDeviation, 2)}; ` +
                `95 % interval over seeds ${percent(over.testAccuracyInterval.low, 2)} to ${percent(over.testAccuracyInterval.high, 2)}`,
            )
          : undefined,
        h(
          "p",
          {},
          `${over ? `the first seed's network: ${percent(evaluation.testAccuracy, 2)} ` : ""}` +
            `test accuracy of trial ${evaluation.trialNumber}, trained again for ${count(evaluation.epochs, "epoch")}, ` +
            `on ${count(evaluation.testSize, "row")}; 95 % interval of this one trained network ${percent(low, 2)} to ${percent(high, 2)}`,
        ),
        h("p", { class: "hint" }, `test loss ${number(evaluation.testLoss)}, training accuracy ${percent(evaluation.trainAccuracy)}`),
      );
    }
  }

  return {
    element: [
      h("div", { class: "card" }, h("h3", {}, "Final evaluation"), place),
      submitted(model.experiment),
      h(
        "div",
        { class: "card" },
        h("h3", {}, "Export"),
        h("p", {}, "All trials, for pandas or a spreadsheet. JSON has the learning curves too."),
        h(
          "div",
          { class: "exports" },
          ["csv", "json"].map((format) =>
            h(
              "a",
              { class: "button", download: true, href: address(experimentPath(model.id, `/export?format=${format}`)) },
              format.toUpperCase(),
            ),
          ),
        ),
      ),
    ],
    update({ finalEvaluation, experiment }) {
      show(finalEvaluation, experiment);
      if (finalEvaluation?.state === "WAITING") {
        timer ??= setTimeout(askAgain, AGAIN);
      }
    },
    stop: () => clearTimeout(timer),
  };
}

function submitted({ dataset, model, searchSpace, sampler, samplerChosen, objective, objectives, constraints, budget, rounds }) {
  const all = objectives.length > 1 ? objectives : [objective];
  const facts = [
    [
      "dataset",
      `${dataset.name}, ${dataset.trainSize} to train, ${dataset.validationSize} to validate${dataset.stratified ? ", stratified" : ""}`,
    ],
    ...Object.entries(searchSpace).map(([name, range]) => [words(name), domain(range)]),
    ...Object.entries(model).map(([name, value]) => [words(name), String(value)]),
    ["sampler", `${sampler.type}, seed ${sampler.seed}`],
    ...(samplerChosen ? [["chosen sampler", `${samplerChosen.type}: ${samplerChosen.because}`]] : []),
    ...all.map(({ metric, at }, i) => [all.length > 1 ? `objective ${i + 1}` : "objective", `${metricWords(metric)}, ${at.toLowerCase()} epoch`]),
    ...constraints.map(({ metric, atMost, atLeast }) => [
      "constraint",
      `${metricWords(metric)} ${atMost === null ? `at least ${number(atLeast)}` : `at most ${number(atMost)}`}`,
    ]),
    ["budget", `${budget.maxTrials} trials, ${budget.parallelTrials} in parallel, ${budget.maxFailedTrials} may fail`],
    ["rounds", `${rounds.count}, ${rounds.mode.toLowerCase()}`],
  ];
  return h(
    "div",
    { class: "card" },
    h("h3", {}, "As submitted"),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "As submitted" },
      h(
        "table",
        { class: "facts" },
        h(
          "tbody",
          {},
          facts.map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "text" }, value))),
        ),
      ),
    ),
  );
}
