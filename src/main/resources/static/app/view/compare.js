// Curves of several trials, or of an experiment's groups, in one plot.

import { experimentPath, read, Refused } from "../api.js";
import { figure, legendOf } from "../chart/figure.js";
import { lines } from "../chart/lines.js";
import { kind } from "../chart/palette.js";
import { freshId, h, replace } from "../dom.js";
import { number, percent, words } from "../format.js";
import { smoothed } from "../smooth.js";
import { empty, failed, loading } from "../states.js";

/** There where the experiment keeps the loss of every iteration. */
const ITERATIONS = "trainingLossPerIteration";
/** Validation solid, training dashed: the gap between them is what overfitting looks like. */
const BOTH = "validationAndTrainingAccuracy";
const METRICS = ["validationAccuracy", BOTH, "trainAccuracy", "validationLoss", "trainLoss"];
const MOST_IN_GROUP = 40;
const MOST_LINES = 7;
const MOST_WITH_ITERATIONS = 8;

export function showCompare(main, { id, query }) {
  let left = false;
  let plot;
  replace(main, loading("Loading the trials"));
  start();

  async function start() {
    try {
      const [experiment, points, leaderboard] = await Promise.all([
        read(experimentPath(id)),
        read(experimentPath(id, "/points")),
        read(experimentPath(id, `/leaderboard?top=${MOST_LINES}`)),
      ]);
      if (!left) {
        build(experiment, points, leaderboard.entries);
      }
    } catch (problem) {
      if (left || !(problem instanceof Refused)) {
        throw problem;
      }
      replace(main, failed(problem, start));
    }
  }

  function build(experiment, points, best) {
    const groups = groupings(experiment, points);
    const wanted = query.get("trials")?.split(",").map(Number).filter(Number.isInteger) ?? [];
    const chosen = {
      by: query.get("by") ?? (wanted.length === 0 && groups.size > 0 ? [...groups.keys()][0] : ""),
      trials: (wanted.length > 0 ? wanted : best.map((entry) => entry.trialNumber)).slice(0, MOST_LINES),
      metric: "validationAccuracy",
      smoothing: 0,
    };
    let series = [];
    const place = h("div", {});
    renew();
    const legend = h("div", {});
    const status = h("p", { class: "hint", role: "status" });
    const numbers = freshId("trials");
    const wrong = h("p", { class: "wrong", id: `${numbers}-wrong` });
    const field = h("input", {
      id: numbers,
      value: chosen.trials.join(", "),
      "aria-describedby": `${numbers}-wrong`,
      onchange: (event) => choose(event.target.value),
    });
    const trialsField = h("div", { class: "field" }, h("label", { for: numbers }, `Trials, up to ${MOST_LINES}`), field, wrong);
    const frame = figure(
      {
        title: "Learning curves",
        legend,
        level: 2,
        table: () => ({
          head: [chosen.metric === ITERATIONS ? "iteration" : "epoch", ...series.map((each) => each.label)],
          rows: rowsOf(series),
        }),
      },
      place,
      status,
    );
    replace(
      main,
      h("p", { class: "crumbs" }, h("a", { href: "#/" }, "Experiments"), " / ", h("a", { href: `#/experiments/${id}` }, experiment.name)),
      h("div", { class: "head" }, h("h1", {}, "Compare")),
      h(
        "div",
        { class: "card fields roomy" },
        picker(
          "What",
          [["", "trials"], ...[...groups.keys()].map((name) => [name, `groups by ${words(name)}`])],
          chosen.by,
          (value) => ((chosen.by = value), load()),
        ),
        trialsField,
        picker(
          "Metric",
          [...METRICS, ...(experiment.curve === "ITERATION" ? [ITERATIONS] : [])].map((name) => [name, words(name)]),
          chosen.metric,
          (value) => ((chosen.metric = value), renew(), load()),
        ),
        slider(chosen, show),
      ),
      h("div", { class: "stack" }, h("div", {}), frame.element),
    );
    let members = [];

    function renew() {
      plot?.stop();
      plot = lines({ label: "Comparison", height: 420, x: chosen.metric === ITERATIONS ? "iteration" : "epoch", y: words(chosen.metric) });
      replace(place, plot.element);
    }

    async function curvesOf(trials) {
      if (chosen.metric === ITERATIONS) {
        const all = await Promise.all(
          trials.slice(0, MOST_WITH_ITERATIONS).map((trial) => read(experimentPath(id, `/trials/${trial}/iterations?points=600`))),
        );
        return all.map(({ iterations, losses }) => ({ epoch: iterations, [ITERATIONS]: losses }));
      }
      return (await read(experimentPath(id, `/curves?points=200&${trials.map((trial) => `trial=${trial}`).join("&")}`))).curves;
    }

    function choose(text) {
      const list = text
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(Number);
      const bad = list.find((each) => !Number.isInteger(each) || !points.number.includes(each));
      wrong.textContent = bad === undefined ? "" : `There is no trial ${Number.isNaN(bad) ? `"${text}"` : bad}.`;
      field.setAttribute("aria-invalid", bad !== undefined);
      if (bad === undefined) {
        chosen.trials = list.slice(0, MOST_LINES);
        load();
      }
    }

    async function load() {
      trialsField.hidden = chosen.by !== "";
      const wantedGroups = chosen.by
        ? [...groups.get(chosen.by)].map(([choice, trials]) => ({
            label: typeof choice === "string" ? choice : `${words(chosen.by)} ${choice}`,
            trials: trials.slice(0, MOST_IN_GROUP),
            all: trials.length,
          }))
        : chosen.trials.map((trial) => ({ label: `trial ${trial}`, trials: [trial] }));
      try {
        members = await Promise.all(
          wantedGroups.map(async (group) => ({
            ...group,
            curves: group.trials.length === 0 ? [] : await curvesOf(group.trials),
          })),
        );
        show();
      } catch (problem) {
        status.textContent = problem.message;
      }
    }

    function show() {
      const shown = members.filter((group) => group.curves.length > 0);
      series =
        chosen.metric === BOTH
          ? shown.flatMap((group, i) => [
              { label: group.label, ...mean(group.curves, "validationAccuracy"), colour: () => kind(i) },
              { label: `${group.label}, training`, ...mean(group.curves, "trainAccuracy"), colour: () => kind(i), dashed: true },
            ])
          : shown.map((group, i) => ({
              label: group.label,
              ...mean(group.curves, chosen.metric),
              colour: () => kind(i),
              dashed: i % 2 === 1,
            }));
      plot.set(series.map((each) => ({ ...each, y: smoothed(each.y, chosen.smoothing) })));
      plot.describe(`${words(chosen.metric)} of ${series.map((each) => `${each.label}, at the end ${number(each.y.at(-1))}`).join("; ")}`);
      replace(
        legend,
        legendOf(
          series.map((each) => ({
            label: `${each.label}: ${chosen.metric.endsWith("Accuracy") ? percent(each.y.at(-1)) : number(each.y.at(-1))}`,
            colour: each.colour(),
            dashed: each.dashed,
          })),
        ),
      );
      replace(
        status,
        series.length === 0
          ? "None of them has been trained yet."
          : chosen.by
            ? `Means of each group's trials (${shown.map(sizeOf).join(", ")}).`
            : "",
      );
      frame.refresh();
    }

    if (points.number.length === 0) {
      replace(main, empty("No trials yet"));
    } else {
      load();
    }
  }

  return () => {
    left = true;
    plot?.stop();
  };
}

/** For each categorical hyperparameter, and each with few values, its trials by value. */
function groupings(experiment, points) {
  const all = new Map();
  for (const [name, domain] of Object.entries(experiment.searchSpace)) {
    if (domain.type !== "categorical") {
      continue;
    }
    const groups = new Map(domain.choices.map((choice) => [choice, []]));
    points.parameters[name]?.forEach((value, i) => groups.get(value)?.push(points.number[i]));
    all.set(name, groups);
  }
  return all;
}

/** The mean over trials at each epoch that any of them has. */
function mean(curves, metric) {
  const sums = new Map();
  for (const curve of curves) {
    curve.epoch.forEach((epoch, i) => {
      const value = curve[metric][i];
      if (value !== null) {
        const sum = sums.get(epoch) ?? { total: 0, count: 0 };
        sum.total += value;
        sum.count++;
        sums.set(epoch, sum);
      }
    });
  }
  const x = [...sums.keys()].sort((a, b) => a - b);
  return { x, y: x.map((epoch) => sums.get(epoch).total / sums.get(epoch).count) };
}

function rowsOf(series) {
  const epochs = [...new Set(series.flatMap((each) => each.x))].sort((a, b) => a - b);
  return epochs.map((epoch) => [epoch, ...series.map((each) => number(each.y[each.x.indexOf(epoch)], 4))]);
}

function picker(label, options, value, choose) {
  const id = freshId("pick");
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h(
      "select",
      { id, onchange: (event) => choose(event.target.value) },
      options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)),
    ),
  );
}

// How many of a group's trials are shown, and of how many.
function sizeOf(group) {
  const drawn = group.curves.length;
  return `${group.label}: ${drawn}${group.all > drawn ? ` of ${group.all}` : ""}`;
}

function slider(chosen, show) {
  const id = freshId("smooth");
  const output = h("output", { for: id }, "off");
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, "Smoothing: ", output),
    h("input", {
      id,
      type: "range",
      min: 0,
      max: 0.95,
      step: 0.05,
      value: 0,
      oninput: (event) => {
        chosen.smoothing = Number(event.target.value);
        output.textContent = chosen.smoothing === 0 ? "off" : number(chosen.smoothing, 2);
        show();
      },
    }),
  );
}
