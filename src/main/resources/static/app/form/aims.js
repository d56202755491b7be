// What trials are judged by: one objective or several, and what they must keep to.

import { h } from "../dom.js";
import { metricWords } from "../format.js";
import { choice, field, numberInput, typed } from "./fields.js";
import { held, rowList } from "./rowList.js";

const MOST_OBJECTIVES = 3;
const MOST_CONSTRAINTS = 5;
const AT = [
  ["LAST", "last epoch"],
  ["BEST", "best epoch"],
];
const SIDES = [
  ["atMost", "at most"],
  ["atLeast", "at least"],
];

/** @param metrics as the catalogue tells them of a trainer; what is usual comes first among its objectives */
export function aims({ metrics, objectives: ranking }, changed) {
  const free = () => ranking.find((name) => !objectives.all().some((row) => row.metric === name)) ?? ranking[0];
  const objectives = rowList({
    noun: "objective",
    fewest: 1,
    most: MOST_OBJECTIVES,
    blank: () => ({ metric: free(), at: "LAST", reference: "" }),
    fields: objectiveFields,
    changed,
  });
  const constraints = rowList({
    noun: "constraint",
    fewest: 0,
    most: MOST_CONSTRAINTS,
    blank: () => ({ metric: "parameters", side: "atMost", bound: "" }),
    fields: constraintFields,
    changed,
  });

  function objectiveFields(row, at, count) {
    const place = count === 1 ? "objective" : `objectives[${at}]`;
    return [
      field(`${place}.metric`, count === 1 ? "objective" : `objective ${at + 1}`, held(row, "metric", names(ranking, row.metric))),
      field(`${place}.at`, "measured at", held(row, "at", choice(AT, row.at))),
      count === 1
        ? undefined
        : field(
            `${place}.reference`,
            "hypervolume counts from",
            held(row, "reference", numberInput(row.reference, { placeholder: "the worst value" })),
          ),
    ];
  }

  function constraintFields(row, at) {
    const place = `constraints[${at}]`;
    return [
      field(
        `${place}.metric`,
        `constraint ${at + 1}`,
        held(
          row,
          "metric",
          names(
            metrics.map((each) => each.name),
            row.metric,
          ),
        ),
      ),
      field(`${place}.atLeast`, "must be", held(row, "side", choice(SIDES, row.side))),
      field(`${place}.atMost`, "bound", held(row, "bound", numberInput(row.bound))),
    ];
  }

  const element = h(
    "fieldset",
    {},
    h("legend", {}, "What counts"),
    h(
      "div",
      { "data-field": "objectives" },
      h("p", { class: "hint" }, "Of several objectives, the trials on the front are found: those that none is as good as in all of them and better in one."),
      h("p", { class: "wrong" }),
      objectives.element,
    ),
    h(
      "div",
      { "data-field": "constraints" },
      h("p", { class: "hint" }, "Trials that break a constraint come after all that keep to them."),
      h("p", { class: "wrong" }),
      constraints.element,
    ),
  );
  load({});

  function load(body) {
    const given = body.objectives?.length ? body.objectives : [body.objective ?? {}];
    objectives.set(given.map(({ metric, at, reference }) => ({ metric: metric ?? ranking[0], at: at ?? "LAST", reference: reference ?? "" })));
    constraints.set(
      (body.constraints ?? []).map(({ metric, atMost, atLeast }) => ({
        metric,
        side: atLeast === undefined || atLeast === null ? "atMost" : "atLeast",
        bound: atMost ?? atLeast ?? "",
      })),
    );
  }

  return {
    element,
    load,
    /** Writes it into a request. */
    store(body) {
      const all = objectives.all().map(({ metric, at, reference }) => {
        const from = typed(String(reference));
        return { metric, at, ...(from === undefined ? {} : { reference: from }) };
      });
      if (all.length === 1) {
        body.objective = { metric: all[0].metric, at: all[0].at };
      } else {
        body.objectives = all;
      }
      const kept = constraints.all();
      if (kept.length > 0) {
        body.constraints = kept.map(({ metric, side, bound }) => ({ metric, [side]: typed(String(bound)) }));
      }
    },
  };
}

function names(all, value) {
  return choice(
    all.map((each) => [each, metricWords(each)]),
    value,
  );
}
