// The datasets that there are, and a form to bring another.

import { address, patch, read, Refused, remove, upload } from "../api.js";
import { h, replace } from "../dom.js";
import { choice, complain, field, forgive, textInput } from "../form/fields.js";
import { count, time } from "../format.js";
import { note } from "../notes.js";
import { datasetKey, datasetPath, mayChange, me, onlyReads, switched, whose } from "../people.js";
import { failed, loading } from "../states.js";

const SCALINGS = [
  ["STANDARDIZE", "standardise"],
  ["MIN_MAX", "to 0 … 1"],
  ["NONE", "leave as they are"],
];

export function showDatasets(main) {
  let left = false;
  document.title = "Datasets – Tamis";
  const place = h("div", { class: "card" }, loading("Loading datasets"));
  const uploading = h("div");
  me().then((who) => replace(uploading, who.role === "VIEWER" ? onlyReads(who, "uploads nothing") : uploadForm(load)));
  replace(main, h("div", { class: "head" }, h("h1", {}, "Datasets")), place, h("h2", {}, "Upload a dataset"), uploading);
  load();

  async function load() {
    try {
      const [{ content }, who] = await Promise.all([read("datasets?size=1000"), me()]);
      if (!left) {
        replace(place, table(content, who, load));
      }
    } catch (problem) {
      if (left || !(problem instanceof Refused)) {
        throw problem;
      }
      replace(place, failed(problem, load));
    }
  }

  return () => (left = true);
}

function table(datasets, who, changed) {
  const numbers = ["Training rows", "Test rows", "Features", "Classes"];
  const titles = ["Name", ...numbers, "Scaling", "Uploaded", "Actions"];
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Datasets" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          titles.map((each) => h("th", { scope: "col", class: numbers.includes(each) ? "number" : "" }, each)),
        ),
      ),
      h(
        "tbody",
        {},
        datasets.map((each) => row(each, who, changed)),
      ),
    ),
  );
}

function row(dataset, who, changed) {
  const key = datasetKey(who, dataset);
  const { text, body } = switched(dataset);
  const mine = !dataset.builtIn && mayChange(who, dataset);
  const numbers = [dataset.trainingRows, dataset.testRows, dataset.features];
  const classes = dataset.perClass.map((each) => `${each.name}: ${each.trainingRows} + ${each.testRows}`).slice(0, 20);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, dataset.name, " ", h("small", {}, whose(who, dataset))),
    numbers.map((each) => h("td", { class: "number" }, each.toLocaleString("en"))),
    h(
      "td",
      { class: "number", title: `${classes.join(", ")}${dataset.classes > 20 ? ", …" : ""} (training + test rows)` },
      dataset.classes.toLocaleString("en"),
    ),
    h("td", {}, dataset.builtIn ? "built in" : SCALINGS.find(([key]) => key === dataset.scaling)[1]),
    h("td", {}, time(dataset.createdAt)),
    h(
      "td",
      { class: "actions" },
      h(
        "a",
        { class: "button", href: `#/new?dataset=${encodeURIComponent(key)}`, "aria-label": `New experiment on ${key}` },
        "New experiment",
      ),
      mine
        ? [
            h("button", { type: "button", "aria-label": `${text} ${key}`, onclick: () => shown(dataset, body, changed) }, text),
            h("button", { type: "button", class: "danger", "aria-label": `Remove ${key}`, onclick: () => removed(dataset, changed) }, "Remove"),
          ]
        : undefined,
    ),
  );
}

async function shown(dataset, body, changed) {
  try {
    await patch(datasetPath(dataset), body);
  } catch (problem) {
    note(problem.message, "bad");
  }
  changed();
}

async function removed(dataset, changed) {
  const { name } = dataset;
  if (!confirm(`Remove the dataset ${name}? Experiments keep their results, but can no longer be evaluated on its test rows.`)) {
    return;
  }
  try {
    await remove(datasetPath(dataset));
    note(`${name} was removed.`);
  } catch (problem) {
    note(problem.message, "bad");
  }
  changed();
}

function uploadForm(changed) {
  const file = h("input", { type: "file", accept: ".csv,.gz,.txt,text/csv,application/gzip", required: true });
  const name = textInput("", { required: true, maxlength: 100 });
  const label = textInput("", { placeholder: "the last column" });
  const testShare = textInput("", { placeholder: "0.2", inputmode: "decimal" });
  const testFile = h("input", { type: "file", accept: ".csv,.gz,.txt,text/csv,application/gzip" });
  const scaling = choice(SCALINGS, "STANDARDIZE");
  const submit = h("button", { type: "submit", class: "primary" }, "Upload");
  const summary = h("div", { role: "alert" });
  const form = h(
    "form",
    { class: "card stack", novalidate: true, onsubmit: send },
    h(
      "p",
      { class: "hint" },
      "Comma-separated values in UTF-8, plain or gzip. The first line names the columns; one column holds the classes, all others hold numbers.",
    ),
    h(
      "div",
      { class: "fields roomy" },
      field("file", "file", file),
      field("name", "name", name),
      field("label", "column of the classes", label),
      field("scaling", "numbers", scaling),
      field("testShare", "share of test rows", testShare),
      field("testFile", "or a file of test rows", testFile),
    ),
    summary,
    h("div", {}, submit),
  );

  file.addEventListener("change", () => {
    if (!name.value && file.files[0]) {
      name.value = file.files[0].name
        .replace(/(\.(csv|txt))?(\.gz)?$/i, "")
        .replace(/[^A-Za-z0-9._-]+/g, "-")
        .replace(/^[^A-Za-z0-9]+/, "")
        .slice(0, 100);
    }
  });

  async function send(event) {
    event.preventDefault();
    replace(summary);
    forgive(form);
    submit.disabled = true;
    submit.textContent = "Uploading …";
    try {
      const dataset = await upload("datasets", parts());
      note(`${dataset.name}: ${count(dataset.trainingRows, "training row")} and ${count(dataset.testRows, "test row")} were stored.`);
      form.reset();
      changed();
    } catch (problem) {
      refuse(problem);
    } finally {
      submit.disabled = false;
      submit.textContent = "Upload";
    }
  }

  function parts() {
    const data = new FormData();
    for (const [key, input] of Object.entries({ file, testFile })) {
      if (input.files[0]) {
        data.append(key, input.files[0]);
      }
    }
    for (const [key, input] of Object.entries({ name, label, testShare, scaling })) {
      if (input.value.trim()) {
        data.append(key, input.value.trim());
      }
    }
    return data;
  }

  function refuse(problem) {
    const homeless = complain(form, problem.errors ?? []);
    const total = problem.errors?.length ?? 0;
    replace(
      summary,
      h(
        "div",
        { class: "summary" },
        h("strong", {}, total > homeless.length ? "The service refused it, and nothing was stored." : problem.message),
        homeless.length > 0
          ? h(
              "ul",
              {},
              homeless.map((each) => h("li", {}, `${each.field} ${each.message}`)),
            )
          : undefined,
      ),
    );
    (form.querySelector("[aria-invalid]") ?? submit).focus();
  }

  form.append(
    h("p", { class: "hint" }, "The same with curl: ", h("code", {}, `curl -F file=@data.csv -F name=flowers ${address("datasets")}`)),
  );
  return form;
}
