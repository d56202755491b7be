// How the optimisers walk down f(x, y) = a x² + b y².

import { post } from "../api.js";
import { figure } from "../chart/figure.js";
import { paths } from "../chart/paths.js";
import { h, replace } from "../dom.js";
import { number } from "../format.js";
import { failed } from "../states.js";
import { afterPause, numberField } from "./inputs.js";

/** As in the lecture: thirty steps of each, at rates that show its character. */
const OPTIMIZERS = [
  { name: "SGD", settings: { learningRate: 0.95 }, note: "zigzags across the valley" },
  { name: "MOMENTUM", settings: { learningRate: 0.1, momentum: 0.9 }, note: "rolls on and swings through" },
  { name: "ADAGRAD", settings: { learningRate: 1.5 }, note: "slows down where it is steep" },
  { name: "ADAM", settings: { learningRate: 0.3, beta1: 0.9, beta2: 0.999 }, note: "rolls, with steps of even size" },
];

export function pathAnalysis() {
  const ask = afterPause(() => run(false));
  const shared = {
    a: numberField("a, of x²", 0.05, ask),
    b: numberField("b, of y²", 1, ask),
    x: numberField("start x", -7, ask),
    y: numberField("start y", 2, ask),
    steps: numberField("steps", 30, ask, { min: 1, step: 1 }),
  };
  const problem = h("div", {});
  const cards = OPTIMIZERS.map((optimizer, colour) => card(optimizer, colour, ask));
  const grid = h(
    "div",
    { class: "grid" },
    cards.map((each) => each.element),
  );
  const element = h(
    "section",
    { "aria-labelledby": "paths-heading" },
    h("h2", { id: "paths-heading" }, "Optimiser paths"),
    h("p", { class: "hint" }, "f(x, y) = a x² + b y² is a long valley: steep in y, flat in x. The service's own optimisers walk down it."),
    h(
      "div",
      { class: "card fields" },
      Object.values(shared).map((each) => each.element),
      h("button", { type: "button", onclick: () => cards.forEach((each) => each.play()) }, "Play again"),
    ),
    problem,
    grid,
  );
  grid.style.marginTop = "1rem";

  async function run(animated) {
    const values = Object.fromEntries(Object.entries(shared).map(([name, field]) => [name, field.value()]));
    if (Object.values(values).includes(undefined)) {
      return;
    }
    try {
      await Promise.all(cards.map((each) => each.run(values, animated)));
      replace(problem);
      grid.hidden = false;
    } catch (refused) {
      grid.hidden = true;
      replace(problem, refused.status === 404 ? missing() : failed(refused, () => run(false)));
    }
  }

  return { element, start: () => run(true), stop: ask.stop };
}

export function missing() {
  return failed({ status: 501, message: "This version of the service does not offer this analysis yet." });
}

function card(optimizer, colour, ask) {
  const chart = paths({ label: optimizer.name });
  const fields = Object.entries(optimizer.settings).map(([name, value]) => ({
    name,
    field: numberField(name === "learningRate" ? "learning rate" : name, value, ask, { min: 0 }),
  }));
  let points = [];
  const end = h("p", { class: "hint" });
  const frame = figure(
    {
      title: optimizer.name,
      hint: `It ${optimizer.note}.`,
      table: () => ({ head: ["step", "x", "y"], rows: points.map(([x, y], i) => [i, number(x, 5), number(y, 5)]) }),
    },
    h(
      "div",
      { class: "fields" },
      fields.map(({ field }) => field.element),
    ),
    chart.element,
    end,
  );
  return {
    element: frame.element,
    play: () => points.length > 0 && chart.play(),
    async run({ a, b, x, y, steps }, animated) {
      const settings = Object.fromEntries(fields.map(({ name, field }) => [name, field.value()]));
      const answer = await post("analyses/optimizer-path", {
        function: { a, b },
        start: [x, y],
        optimizer: optimizer.name,
        ...settings,
        steps,
      });
      const diverged = answer.points.findIndex((point) => point.includes(null));
      points = diverged < 0 ? answer.points : answer.points.slice(0, diverged);
      const [atX, atY] = points.at(-1);
      end.textContent = `${diverged < 0 ? "" : "It diverges. "}After ${points.length - 1} steps: (${number(atX)}, ${number(atY)})`;
      chart.set({ function: { a, b }, paths: [{ label: optimizer.name, points, colour }] }, animated);
      frame.refresh();
    },
  };
}
