// A new experiment: presets, the form, and the request that it amounts to.

import { address, experimentPath, post, read, Refused } from "../api.js";
import { h, replace, setText } from "../dom.js";
import { advise, complain, forgive } from "../form/fields.js";
import { experimentForm } from "../form/experimentForm.js";
import { count } from "../format.js";
import { note } from "../notes.js";
import { me, onlyReads } from "../people.js";
import { failed, loading } from "../states.js";

const own = async (file) => (await fetch(new URL(`../${file}`, import.meta.url))).json();

/** How long the form rests, in milliseconds, before the service is asked what it thinks of it. */
const REST = 600;

export function showSubmit(main, { query }) {
  let left = false;
  let resting;
  document.title = "New experiment – Tamis";
  replace(main, loading("Loading the form"));
  start();

  async function start() {
    try {
      const [catalogue, presets, datasets, experiments, who, origin] = await Promise.all([
        read("catalogue"),
        own("presets.json"),
        read("datasets?size=1000"),
        read("experiments?size=100"),
        me(),
        originOf(query),
      ]);
      if (!left && who.role === "VIEWER") {
        replace(main, h("div", { class: "head" }, h("h1", {}, "New experiment")), onlyReads(who, "makes no experiments"));
      } else if (!left) {
        build(catalogue, presets, datasets.content, experiments.content, who, origin);
      }
    } catch (problem) {
      if (left || !(problem instanceof Refused)) {
        throw problem;
      }
      replace(main, failed(problem, start));
    }
  }

  function build(catalogue, presets, datasets, experiments, who, origin) {
    const request = h("pre", { tabindex: "0", "aria-label": "The same as a curl command" });
    const summary = h("div", { role: "alert" });
    const submit = h("button", { type: "submit", class: "primary" }, "Submit the experiment");
    const preview = h("div", { role: "status" });
    let edition = 0;
    const form = experimentForm(catalogue, datasets, experiments, who, () => {
      setText(request, curl(form.value(), who));
      clearTimeout(resting);
      edition++;
      resting = setTimeout(look, REST);
    });
    let key = freshKey();

    form.element.append(preview, summary, h("div", {}, submit));
    form.element.addEventListener("input", () => (key = freshKey()));
    form.element.addEventListener("submit", async (event) => {
      event.preventDefault();
      submit.disabled = true;
      clearTimeout(resting);
      edition++;
      replace(summary);
      forgive(form.element);
      try {
        const experiment = await post("experiments", form.value(), { "Idempotency-Key": key });
        location.hash = `#/experiments/${experiment.id}`;
      } catch (problem) {
        refuse(problem);
      } finally {
        submit.disabled = false;
      }
    });

    /** A dry run: size and warnings, or what would be refused, while one still writes. The focus stays where it is. */
    async function look() {
      const asked = edition;
      try {
        const would = await post("experiments?dryRun=true", form.value());
        if (asked === edition && !left) {
          forgive(form.element);
          replace(summary);
          showPreview(would);
        }
      } catch (problem) {
        if (!(problem instanceof Refused)) {
          throw problem;
        }
        if (asked === edition && !left) {
          advise(form.element, []);
          replace(preview);
          complain(form.element, problem.errors);
        }
      }
    }

    function showPreview({ size, warnings }) {
      const homeless = advise(form.element, warnings);
      replace(
        preview,
        h(
          "p",
          { class: "size" },
          size.trialsOfFirstRound < size.trials
            ? `${count(size.trials, "trial")}, ${whole(size.trialsOfFirstRound)} in the first round; ${whole(size.stepsOfFirstRound)} steps in it.`
            : `${count(size.trials, "trial")}; ${whole(size.stepsOfFirstRound)} steps.`,
          size.epochsOfConfirmation > 0 ? ` To confirm the best, up to ${count(size.epochsOfConfirmation, "epoch")} more.` : undefined,
        ),
        warnings.length > homeless.length
          ? h("p", { class: "advice" }, `${count(warnings.length - homeless.length, "warning")} at the fields above.`)
          : undefined,
        homeless.map((each) => h("p", { class: "advice" }, `${each.field}: ${each.message}`)),
      );
    }

    function refuse(problem) {
      const homeless = complain(form.element, problem.errors ?? []);
      const wrong = problem.errors?.length ?? 0;
      replace(
        summary,
        h(
          "div",
          { class: "summary" },
          h(
            "strong",
            {},
            wrong > 0
              ? `The service refused it: ${wrong === 1 ? "1 field is not as it must be" : `${wrong} fields are not as they must be`}.`
              : problem.message,
          ),
          homeless.length > 0
            ? h(
                "ul",
                {},
                homeless.map((each) => h("li", {}, `${each.field} ${each.message}`)),
              )
            : undefined,
        ),
      );
      (form.element.querySelector("[aria-invalid]") ?? submit).focus();
    }

    const buttons = presets.map((preset) =>
      h(
        "button",
        { type: "button", "aria-pressed": "false", onclick: (event) => choose(preset.body, event.currentTarget) },
        h("strong", {}, preset.title),
        h("span", {}, preset.lookFor),
      ),
    );

    function choose(body, button) {
      form.load(body);
      replace(summary);
      forgive(form.element);
      buttons.forEach((each) => each.setAttribute("aria-pressed", each === button));
      key = freshKey();
    }

    replace(
      main,
      h("div", { class: "head" }, h("h1", {}, "New experiment")),
      h("h2", { class: "hidden" }, "Presets"),
      h(
        "ul",
        { class: "presets", "aria-label": "Presets: the lecture's experiments" },
        buttons.map((each) => h("li", {}, each)),
      ),
      h("h2", {}, origin ? `From “${origin.name}”` : "Its settings"),
      h(
        "div",
        { class: "two" },
        form.element,
        h(
          "aside",
          { class: "card side", "aria-label": "Equivalent request" },
          h(
            "div",
            { class: "figure-head" },
            h("h3", {}, "The same with curl"),
            h("button", { type: "button", class: "quiet", onclick: () => copy(request.textContent) }, "Copy"),
          ),
          request,
        ),
      ),
    );
    if (origin) {
      choose(origin.body);
    } else {
      choose(presets[0].body, buttons[0]);
      form.useDataset(query.get("dataset"));
    }
  }

  return () => {
    left = true;
    clearTimeout(resting);
  };
}

function whole(number) {
  return number.toLocaleString("en");
}

/** randomUUID is there on secure addresses only, and the service may be reached by a plain one. */
function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** An experiment to copy, with its own or with its suggested ranges. */
async function originOf(query) {
  const id = query.get("from");
  if (!id) {
    return undefined;
  }
  const {
    name,
    dataset,
    model,
    searchSpace,
    points,
    warmStart,
    sampler,
    objective,
    objectives,
    constraints,
    budget,
    rounds,
    confirm,
    curve,
  } = await read(experimentPath(id));
  const isSuggested = query.get("space") === "suggested";
  const space = isSuggested ? (await read(experimentPath(id, "/range-suggestions"))).suggestedSpace : searchSpace;
  return {
    name,
    body: {
      name: isSuggested ? `${name}, suggested ranges`.slice(0, 200) : name,
      dataset,
      model,
      searchSpace: space,
      // They may lie outside of other ranges.
      points: isSuggested ? [] : points,
      warmStart,
      sampler,
      objective,
      objectives,
      constraints,
      budget,
      rounds,
      confirm,
      curve,
    },
  };
}

/** Where the service asks for a token, it comes from the variable that the documents use. */
function curl(body, { tokenRequired }) {
  const json = JSON.stringify(body, null, 2).replaceAll("'", "'\\''");
  const token = tokenRequired ? ` \\\n  -H "Authorization: Bearer $TAMIS_TOKEN"` : "";
  return `curl -i -X POST ${address("experiments")}${token} \\\n  -H 'Content-Type: application/json' \\\n  -d '${json}'`;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    note("Copied.");
  } catch (forbidden) {
    note("The browser does not allow copying; select the text instead.", "bad");
  }
}
