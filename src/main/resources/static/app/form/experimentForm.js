// The form that builds a submission.

import { h } from "../dom.js";
import { datasetKey } from "../people.js";
import { aims } from "./aims.js";
import { entryChoice } from "./entryChoice.js";
import { choice, field, numberInput, textInput, typed } from "./fields.js";
import { parameterRow } from "./parameterRow.js";
import { startFields } from "./start.js";

/** Rows that a first look takes at most: more of them make trials slow before anything is known. */
const FIRST_LOOK = 10000;

/**
 * @param catalogue as the service tells it
 * @param datasets as the service lists them
 * @param experiments as the service lists them
 * @param who fills it in
 */
export function experimentForm({ trainers, samplers, pruners }, datasets, experiments, who, changed) {
  const name = textInput("", { required: true, maxlength: 200 });
  const names = datasets.map((each) => datasetKey(who, each));
  const dataset = choice(names, names[0]);
  const trainSize = numberInput(400);
  const validationSize = numberInput(100);
  const stratified = h("input", { type: "checkbox" });
  // Lectures begin with chance; whoever fills in a form wants the best there is.
  const usualSampler = samplers.some(({ type }) => type === "AUTO") ? "AUTO" : samplers[0].type;
  const sampler = entryChoice("sampler", "sampler", samplers, usualSampler);
  const pruner = entryChoice("pruner", "stop trials early", pruners, pruners[0].type);
  const settings = samplers.flatMap(({ type, settings }) => settings.map((each) => ({ ...each, sampler: type })));
  const seed = numberInput("", { placeholder: "drawn" });
  const judged = aims(trainers[0], react);
  const maxTrials = numberInput("", { placeholder: "100, or the grid's" });
  const parallelTrials = numberInput("", { placeholder: "16" });
  const maxFailedTrials = numberInput("", { placeholder: "as many as trials" });
  const target = numberInput("", { placeholder: "none" });
  const maxDuration = textInput("", { placeholder: "PT2H, say", title: "As ISO-8601 writes it: PT30M, PT2H, P1DT12H" });
  const stagnantTrials = numberInput("", { placeholder: "never" });
  const stagnantBy = numberInput("", { placeholder: "0" });
  const again = h("input", { type: "checkbox" });
  const confirmTop = numberInput("", { placeholder: "none" });
  const confirmRepeats = numberInput("", { placeholder: "2" });
  const repeats = numberInput("", { placeholder: "1", title: "What a trial measures is the mean over its networks" });
  const folds = numberInput("", { placeholder: "1", title: "Each part of the rows validates once" });
  const more = h(
    "details",
    {},
    h("summary", {}, "More"),
    h(
      "div",
      { class: "fields" },
      field("confirm.top", "best trials that are trained again at the end", confirmTop),
      field("confirm.repeats", "how often each", confirmRepeats),
      field("validation.repeats", "networks of each trial", repeats),
      field("validation.folds", "folds", folds),
    ),
  );
  const rounds = numberInput("", { placeholder: "1" });
  const mode = choice(
    [
      ["AUTO", "go on by themselves"],
      ["APPROVE", "wait for approval"],
    ],
    "AUTO",
  );
  const priority = numberInput("", { placeholder: "0" });
  const curve = choice(
    [
      ["EPOCH", "each epoch"],
      ["ITERATION", "each iteration"],
    ],
    "EPOCH",
  );
  const rows = trainers[0].hyperparameters.map((each) =>
    parameterRow(
      each,
      settings.filter((setting) => setting.byHyperparameter),
      changed,
    ),
  );
  const start = startFields(experiments);

  const form = h(
    "form",
    { class: "stack", novalidate: true, oninput: react, onchange: react },
    h(
      "fieldset",
      {},
      h("legend", {}, "Experiment and data"),
      h(
        "div",
        { class: "fields" },
        field("name", "name", name),
        field("dataset.name", "dataset", dataset),
        field("dataset.trainSize", "training rows", trainSize),
        field("dataset.validationSize", "validation rows", validationSize),
        field("dataset.stratified", "keep the classes' shares", stratified),
      ),
    ),
    h(
      "fieldset",
      { "data-field": "searchSpace" },
      h("legend", {}, "Hyperparameters"),
      h("p", { class: "wrong" }),
      rows.map((row) => row.element),
    ),
    judged.element,
    h(
      "fieldset",
      {},
      h("legend", {}, "Search"),
      h(
        "div",
        { class: "fields" },
        sampler.elements,
        field("sampler.seed", "seed", seed),
        pruner.elements,
        field("budget.maxTrials", "trials in all", maxTrials),
        field("budget.parallelTrials", "in parallel", parallelTrials),
        field("budget.maxFailedTrials", "may fail", maxFailedTrials),
        field("budget.target", "stop at value", target),
        field("budget.maxDuration", "stop after", maxDuration),
        field("budget.stagnation.trials", "stop after trials without a better one", stagnantTrials),
        field("budget.stagnation.by", "better by more than", stagnantBy),
        field("budget.repeats", "points may be tried again", again),
        field("rounds.count", "rounds", rounds),
        field("rounds.mode", "between rounds", mode),
        field("curve", "loss kept for", curve),
        field("priority", "priority", priority),
      ),
      more,
    ),
    start.element,
  );

  dataset.addEventListener("change", suggestSizes);

  /** A fifth of the rows validates. */
  function suggestSizes() {
    const { trainingRows } = chosen();
    const rows = Math.min(trainingRows, FIRST_LOOK);
    const validated = Math.max(1, Math.round(rows / 5));
    trainSize.value = rows - validated;
    validationSize.value = validated;
    stratified.checked = isUploaded();
  }

  /** An upload keeps the shares of its classes unless one says otherwise. */
  function isUploaded() {
    return chosen()?.builtIn === false;
  }

  function chosen() {
    return datasets[names.indexOf(dataset.value)];
  }

  function useDataset(wanted) {
    if (names.includes(wanted)) {
      dataset.value = wanted;
      suggestSizes();
      react();
    }
  }

  function react() {
    form.querySelectorAll("[data-sampler]").forEach((each) => (each.hidden = sampler.type.value !== each.dataset.sampler));
    sampler.react();
    pruner.react();
    changed();
  }

  function value() {
    const body = {
      name: name.value,
      dataset: withoutGaps({
        ...named(chosen(), who),
        trainSize: typed(trainSize.value),
        validationSize: typed(validationSize.value),
        stratified: stratified.checked,
      }),
      model: {},
      searchSpace: {},
      sampler: withoutGaps({ ...sampler.value(), seed: typed(seed.value) }),
      budget: withoutGaps({
        maxTrials: typed(maxTrials.value),
        parallelTrials: typed(parallelTrials.value),
        maxFailedTrials: typed(maxFailedTrials.value),
        target: typed(target.value),
        maxDuration: typed(maxDuration.value),
        stagnation: stagnation(),
        repeats: again.checked || undefined,
      }),
    };
    if (pruner.type.value !== pruners[0].type) {
      body.pruner = pruner.value();
    }
    rows.forEach((row) => row.store(body));
    start.store(body);
    judged.store(body);
    const count = typed(rounds.value);
    if (count !== undefined && count !== 1) {
      body.rounds = { count, mode: mode.value };
    }
    const validation = withoutGaps({ repeats: typed(repeats.value), folds: typed(folds.value) });
    if (Object.keys(validation).length > 0) {
      body.validation = validation;
    }
    if (curve.value !== "EPOCH") {
      body.curve = curve.value;
    }
    const confirm = withoutGaps({ top: typed(confirmTop.value), repeats: typed(confirmRepeats.value) });
    if (Object.keys(confirm).length > 0) {
      body.confirm = confirm;
    }
    if (typed(priority.value) !== undefined) {
      body.priority = typed(priority.value);
    }
    if (Object.keys(body.budget).length === 0) {
      delete body.budget;
    }
    return body;
  }

  function stagnation() {
    const given = withoutGaps({ trials: typed(stagnantTrials.value), by: typed(stagnantBy.value) });
    return Object.keys(given).length === 0 ? undefined : given;
  }

  function load(body) {
    name.value = body.name;
    dataset.value = datasetKey(who, body.dataset);
    trainSize.value = body.dataset.trainSize;
    validationSize.value = body.dataset.validationSize;
    stratified.checked = body.dataset.stratified ?? isUploaded();
    sampler.load(body.sampler);
    pruner.load(body.pruner);
    seed.value = body.sampler?.seed ?? "";
    judged.load(body);
    maxTrials.value = body.budget?.maxTrials ?? "";
    parallelTrials.value = body.budget?.parallelTrials ?? "";
    maxFailedTrials.value = body.budget?.maxFailedTrials ?? "";
    target.value = body.budget?.target ?? "";
    maxDuration.value = body.budget?.maxDuration ?? "";
    stagnantTrials.value = body.budget?.stagnation?.trials ?? "";
    stagnantBy.value = body.budget?.stagnation?.by ?? "";
    again.checked = body.budget?.repeats ?? false;
    confirmTop.value = body.confirm?.top ?? "";
    confirmRepeats.value = body.confirm?.repeats ?? "";
    more.open = Boolean(body.confirm) || (body.validation?.repeats ?? 1) * (body.validation?.folds ?? 1) > 1;
    rounds.value = body.rounds?.count ?? "";
    mode.value = body.rounds?.mode ?? "AUTO";
    curve.value = body.curve ?? "EPOCH";
    repeats.value = body.validation?.repeats ?? "";
    folds.value = body.validation?.folds ?? "";
    priority.value = body.priority ?? "";
    rows.forEach((row) => row.load(body));
    start.load(body);
    react();
  }

  return { element: form, value, load, useDataset };
}

/** One's own, and what is built in, go by their names alone. */
function named(dataset, who) {
  return withoutGaps({ name: dataset?.name, owner: dataset?.owner === who.name ? undefined : (dataset?.owner ?? undefined) });
}

/** Without the entries that are undefined: the service fills in its defaults. */
function withoutGaps(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
