// The list of experiments: one page of it, asked for again every two seconds. Rows are kept and only what differs is written.

import { read, Refused } from "../api.js";
import { found, lost } from "../connection.js";
import { freshId, h, replace, setText } from "../dom.js";
import { percent, seconds, time } from "../format.js";
import { me, whose } from "../people.js";
import { ended, progressBar } from "../progress.js";
import { empty, failed, loading } from "../states.js";

const SIZE = 50;
const EVERY = 2000;
const STATES = ["RUNNING", "PAUSED", "COMPLETED", "CANCELLED", "FAILED"];

export function showExperiments(main) {
  const query = { q: "", state: "", page: 0 };
  let timer;
  let abort;
  let left = false;
  const rows = new Map();
  const place = h("div", { class: "card" }, loading("Loading experiments"));
  const pager = h("div", { class: "pager" });
  const body = h("tbody", {});
  const table = h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Experiments" },
    h(
      "table",
      { class: "list" },
      columns(),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["Name", "State", "Progress", "Best", "Time left", "Submitted"].map((each) =>
            h("th", { scope: "col", class: ["Best", "Time left"].includes(each) ? "number" : "" }, each),
          ),
        ),
      ),
      body,
    ),
  );

  const text = freshId("search");
  const state = freshId("state");
  replace(
    main,
    h("div", { class: "head" }, h("h1", {}, "Experiments"), h("a", { class: "button primary push", href: "#/new" }, "New experiment")),
    h(
      "form",
      { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      h(
        "div",
        { class: "field" },
        h("label", { for: text }, "Name contains"),
        h("input", { id: text, type: "search", oninput: (event) => change({ q: event.target.value }) }),
      ),
      h(
        "div",
        { class: "field" },
        h("label", { for: state }, "State"),
        h(
          "select",
          { id: state, onchange: (event) => change({ state: event.target.value }) },
          h("option", { value: "" }, "any"),
          STATES.map((each) => h("option", { value: each }, each.toLowerCase())),
        ),
      ),
    ),
    place,
    pager,
  );

  function change(next) {
    Object.assign(query, { page: 0 }, next);
    load();
  }

  async function load() {
    clearTimeout(timer);
    abort?.abort();
    abort = new AbortController();
    const search = new URLSearchParams({ size: SIZE, page: query.page });
    if (query.q) {
      search.set("q", query.q);
    }
    if (query.state) {
      search.set("state", query.state);
    }
    try {
      const [page, who] = await Promise.all([read(`experiments?${search}`, abort.signal), me()]);
      show(page, who);
      found();
    } catch (problem) {
      if (!(problem instanceof Refused) || left) {
        return;
      }
      problem.status === 0 ? lost() : undefined;
      if (rows.size === 0) {
        replace(place, failed(problem, load));
      }
    }
    if (!left) {
      timer = setTimeout(load, EVERY);
    }
  }

  function show(page, who) {
    if (page.content.length === 0) {
      rows.clear();
      body.replaceChildren();
      replace(
        place,
        query.q || query.state
          ? empty("No experiment matches", "Another text or state may.")
          : empty(
              "No experiments yet",
              "Submit one: the presets are the lecture's own.",
              h("a", { class: "button primary", href: "#/new" }, "New experiment"),
            ),
      );
    } else {
      if (!place.contains(table)) {
        replace(place, table);
      }
      const kept = new Set(page.content.map((each) => each.id));
      for (const [id, row] of rows) {
        if (!kept.has(id)) {
          row.element.remove();
          rows.delete(id);
        }
      }
      page.content.forEach((experiment, i) => {
        let row = rows.get(experiment.id);
        if (!row) {
          row = rowOf(experiment.id, who);
          rows.set(experiment.id, row);
        }
        row.set(experiment);
        if (body.children[i] !== row.element) {
          body.insertBefore(row.element, body.children[i] ?? null);
        }
      });
    }
    showPager(page.page);
  }

  function showPager({ number, size, totalElements, totalPages }) {
    const key = [number, totalElements, totalPages].join();
    if (pager.dataset.key === key) {
      return;
    }
    pager.dataset.key = key;
    replace(
      pager,
      totalElements > 0
        ? `${number * size + 1}–${Math.min(totalElements, (number + 1) * size)} of ${totalElements.toLocaleString("en")}`
        : "",
      totalPages > 1
        ? [
            h("button", { type: "button", disabled: number === 0, onclick: () => change({ page: number - 1 }) }, "Newer"),
            h("button", { type: "button", disabled: number + 1 >= totalPages, onclick: () => change({ page: number + 1 }) }, "Older"),
          ]
        : [],
    );
  }

  load();
  return () => {
    left = true;
    clearTimeout(timer);
    abort?.abort();
  };
}

function columns() {
  return h(
    "colgroup",
    {},
    ["27%", "13%", "24%", "10%", "9%", "17%"].map((width) => {
      const column = h("col", {});
      column.style.width = width;
      return column;
    }),
  );
}

function rowOf(id, who) {
  const link = h("a", { href: `#/experiments/${encodeURIComponent(id)}` });
  const owner = h("small", {});
  const badge = h("span", {});
  const bar = progressBar();
  const done = h("small", {});
  const best = h("td", { class: "number" });
  const left = h("td", { class: "number" });
  const submitted = h("td", {});
  const element = h("tr", {}, h("td", { class: "name" }, link, " ", owner), h("td", {}, badge), h("td", {}, bar.element, done), best, left, submitted);
  let shown;
  return {
    element,
    set(experiment) {
      const { progress, state } = experiment;
      const key = [experiment.changeNumber, state, progress.etaSeconds].join();
      if (key === shown) {
        return;
      }
      shown = key;
      setText(link, experiment.name);
      link.title = experiment.name;
      setText(owner, whose(who, experiment));
      badge.className = `badge ${state}`;
      setText(badge, experiment.awaitingApproval ? "awaiting approval" : state.toLowerCase());
      bar.set(progress.trials);
      setText(done, `${ended(progress.trials)} of ${progress.trials.total} trials`);
      setText(best, percent(progress.bestValidationAccuracy));
      setText(left, progress.etaSeconds === null ? "–" : seconds(progress.etaSeconds));
      setText(submitted, time(experiment.createdAt));
    },
  };
}
