// One experiment: reads it once, follows its events, and lets each panel know what has changed.

import { experimentPath, read, readIfThere, Refused } from "../api.js";
import { forgetRemoved } from "../chart/surface.js";
import { found, lost } from "../connection.js";
import { h, replace } from "../dom.js";
import { nextFrame, throttled } from "../frames.js";
import { follow } from "../live.js";
import { contourPanel } from "../panel/contour.js";
import { curvesPanel } from "../panel/curves.js";
import { finalPanel } from "../panel/final.js";
import { DRAWN, frontPanel } from "../panel/front.js";
import { headPanel } from "../panel/head.js";
import { historyPanel } from "../panel/history.js";
import { importancePanel } from "../panel/importance.js";
import { leaderboardPanel } from "../panel/leaderboard.js";
import { parallelPanel } from "../panel/parallel.js";
import { roundsPanel } from "../panel/rounds.js";
import { slicesPanel } from "../panel/slices.js";
import { suggestionsPanel } from "../panel/suggestions.js";
import { me } from "../people.js";
import { failed, loading } from "../states.js";
import { Trials } from "../trials.js";

const RESULTS_EVERY = 1500;
const TOP = 20;

const SECTIONS = [
  { id: "progress", title: "Progress", panels: [historyPanel, leaderboardPanel], shape: "grid" },
  { id: "curves", title: "Learning curves", panels: [curvesPanel], shape: "stack" },
  { id: "ranges", title: "Ranges", panels: [suggestionsPanel, slicesPanel], shape: "stack" },
  { id: "relations", title: "Relations", panels: [parallelPanel, importancePanel, contourPanel], shape: "grid" },
  { id: "rounds", title: "Rounds", panels: [roundsPanel], shape: "stack" },
  { id: "result", title: "Result", panels: [finalPanel], shape: "grid small" },
];

export function showExperiment(main, { id }) {
  const model = { id, trials: new Trials() };
  const ask = (rest) => read(experimentPath(id, rest));
  let stopFollowing;
  let left = false;
  let panels = [];
  const changed = new Set();

  replace(main, loading("Loading the experiment"));
  start();

  async function start() {
    try {
      // The points are the bulk of it: the page stands while they come.
      const coming = ask("/points");
      coming.catch(() => {});
      const [experiment, rounds, who] = await Promise.all([ask(""), ask("/rounds?size=100"), me()]);
      if (left) {
        return;
      }
      model.experiment = experiment;
      model.me = who;
      model.rounds = rounds.content;
      build();
      const points = await coming;
      if (left) {
        return;
      }
      model.trials.merge(points);
      tell("trials");
      stopFollowing = follow(id, points.changeNumber, handlers);
      refreshResults(true);
    } catch (problem) {
      if (!left) {
        replace(
          main,
          failed(problem, () => (replace(main, loading("Loading the experiment")), start())),
        );
        if (!(problem instanceof Refused)) {
          throw problem;
        }
      }
    }
  }

  const handlers = {
    experiment(experiment) {
      const wasWaiting = model.experiment.awaitingApproval;
      model.experiment = experiment;
      tell("experiment");
      if (experiment.awaitingApproval !== wasWaiting) {
        refreshResults(true);
      }
    },
    round(round) {
      model.rounds = [...model.rounds.filter((each) => each.number !== round.number), round].sort((a, b) => a.number - b.number);
      tell("rounds");
    },
    trials(points) {
      if (model.trials.merge(points)) {
        tell("trials");
        refreshResults();
      }
    },
    end(reason) {
      found();
      refreshResults(true);
      if (reason === "deleted") {
        stopFollowing?.();
        replace(main, failed({ status: 404, message: "The experiment has been removed." }));
      }
    },
    lost,
    found,
  };

  /** What the server works out of the trials: asked for again, but not with every event. */
  const refreshResults = throttled(async () => {
    if (left) {
      return;
    }
    try {
      const [leaderboard, curves, suggestions, importance] = await Promise.all([
        ask(`/leaderboard?top=${model.experiment.objectives.length > 1 ? DRAWN : TOP}`),
        ask(`/curves?top=${TOP}&points=60`),
        ask("/range-suggestions"),
        ask("/importance"),
      ]);
      Object.assign(model, {
        leaderboard,
        curves: curves.curves,
        suggestions,
        importance: importance.importance,
        importanceReason: importance.reason,
      });
      if (model.finalEvaluation === undefined && model.experiment.finishedAt) {
        model.finalEvaluation = (await readIfThere(experimentPath(id, "/final-evaluation"))) ?? null;
      }
      tell("results");
    } catch (problem) {
      if (!(problem instanceof Refused)) {
        throw problem;
      }
      problem.status === 0 || problem.status === 503 ? (lost(), setTimeout(() => refreshResults(), 3000)) : console.error(problem);
    }
  }, RESULTS_EVERY);

  function tell(...kinds) {
    kinds.forEach((kind) => changed.add(kind));
    nextFrame(update);
  }

  function update() {
    if (left) {
      return;
    }
    const kinds = new Set(changed);
    changed.clear();
    panels.forEach((panel) => panel.update(model, kinds));
  }

  function build() {
    const actions = { refresh: () => tell("experiment", "results") };
    const head = headPanel(model, actions);
    panels = [head];
    const sections = SECTIONS.map(({ id: name, title, panels: makers, shape }) => {
      const wanted = name === "progress" && model.experiment.objectives.length > 1 ? [...makers, frontPanel] : makers;
      const made = wanted.map((make) => make(model, actions));
      panels.push(...made);
      return h(
        "section",
        { id: `section-${name}`, "aria-labelledby": `heading-${name}` },
        h("h2", { id: `heading-${name}` }, title),
        h(
          "div",
          { class: shape },
          made.map((panel) => panel.element),
        ),
      );
    });
    const jumps = h(
      "nav",
      { class: "jumps", "aria-label": "Sections" },
      SECTIONS.map(({ id: name, title }) =>
        h("button", { type: "button", onclick: () => document.getElementById(`section-${name}`).scrollIntoView() }, title),
      ),
    );
    replace(main, head.element, jumps, sections);
    panels.forEach((panel) => panel.update(model, new Set(["experiment", "trials", "rounds", "results"])));
  }

  return () => {
    left = true;
    stopFollowing?.();
    refreshResults.stop();
    found();
    panels.forEach((panel) => panel.stop?.());
    setTimeout(forgetRemoved);
  };
}
