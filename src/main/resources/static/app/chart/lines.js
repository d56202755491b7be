// Lines over a number (epochs, trials): uPlot, fed so that a live update replaces data and not the chart.

import uPlot from "../../webjars/uplot/dist/uPlot.esm.js";
import { h } from "../dom.js";
import { nextFrame } from "../frames.js";
import { number } from "../format.js";
import { onThemeChange, token } from "../theme.js";

/** Epochs and trials are counted: no ticks at 2.5. */
const WHOLE = [1, 2, 5].flatMap((step) => [1, 10, 100, 1000, 10000, 100000].map((power) => step * power)).sort((a, b) => a - b);

/**
 * @param series set later: [{label, x, y, colour: () => css, dashed, width, dots, stepped}]
 * @returns {element, set(series), describe(text), stop()}
 */
export function lines({ label, height = 260, x, y, range, logarithmic = false, click }) {
  const place = h("div", { class: "lines", role: "img", "aria-label": label });
  place.style.height = `${height}px`;
  let plot;
  let shape;
  let current = [];

  const resize = new ResizeObserver(() => nextFrame(fit));
  resize.observe(place);
  const stopListening = onThemeChange(() => nextFrame(rebuild));

  function fit() {
    const width = place.clientWidth;
    if (width > 0 && plot && plot.width !== width) {
      plot.setSize({ width, height });
    } else if (width > 0 && !plot && current.length > 0) {
      rebuild();
    }
  }

  function set(series) {
    current = series;
    nextFrame(show);
  }

  function show() {
    const next = current.map((each) => [each.label, each.dashed, each.dots, each.stepped, each.width].join()).join("|");
    if (!plot || next !== shape) {
      shape = next;
      rebuild();
    } else {
      plot.setData(aligned(current));
    }
  }

  function rebuild() {
    plot?.destroy();
    plot = undefined;
    place.replaceChildren();
    if (place.clientWidth === 0 || current.length === 0) {
      return;
    }
    plot = new uPlot(options(), aligned(current), place);
  }

  function options() {
    const axis = {
      stroke: token("--ink-soft"),
      grid: { stroke: token("--line"), width: 1 },
      ticks: { show: false },
      font: `11px ${token("--font")}`,
    };
    return {
      width: place.clientWidth,
      height,
      legend: { show: false },
      cursor: { points: { size: 7 }, drag: { x: true, y: false } },
      scales: { x: { time: false }, y: { range, distr: logarithmic ? 3 : 1 } },
      axes: [
        { ...axis, incrs: WHOLE, label: x, labelFont: `11px ${token("--font")}`, labelSize: 16, size: 30 },
        {
          ...axis,
          label: y,
          labelFont: `11px ${token("--font")}`,
          labelSize: 16,
          size: 46,
          values: (self, splits) => splits.map((split) => (split === null ? "" : number(split, 3))),
        },
      ],
      series: [
        {},
        ...current.map((each) => ({
          label: each.label,
          stroke: each.colour(),
          width: each.dots ? 0 : (each.width ?? 2),
          dash: each.dashed ? [5, 4] : undefined,
          spanGaps: true,
          points: each.dots ? { show: true, size: each.y.length > 1000 ? 2.5 : 5, width: 0, fill: each.colour() } : { show: false },
          paths: each.dots ? () => null : each.stepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
        })),
      ],
      plugins: [tooltip(x, click)],
    };
  }

  return {
    element: place,
    set,
    describe: (text) => place.setAttribute("aria-label", text),
    stop() {
      resize.disconnect();
      stopListening();
      plot?.destroy();
    },
  };
}

/** uPlot wants one x for all series. */
function aligned(series) {
  const first = series[0]?.x ?? [];
  if (series.every((each) => each.x === first)) {
    return [first, ...series.map((each) => each.y)];
  }
  return uPlot.join(series.map((each) => [each.x, each.y]));
}

/** The values under the pointer, those of eight series at most. */
function tooltip(xName, click) {
  const box = h("div", { class: "tooltip", "aria-hidden": "true" });
  return {
    hooks: {
      init: (plot) => {
        plot.over.append(box);
        plot.over.addEventListener("click", () => {
          if (click && plot.cursor.idx !== null && plot.cursor.idx !== undefined) {
            click(plot.data[0][plot.cursor.idx]);
          }
        });
      },
      setCursor: (plot) => {
        const at = plot.cursor.idx;
        if (at === null || at === undefined || plot.cursor.left < 0) {
          box.classList.remove("shown");
          return;
        }
        const values = plot.series
          .map((series, i) => ({ label: series.label, value: plot.data[i][at] }))
          .slice(1)
          .filter((each) => typeof each.value === "number")
          .slice(0, 8);
        box.replaceChildren(
          h("strong", {}, `${xName} ${plot.data[0][at]}`),
          ...values.map((each) => h("span", {}, `${each.label}: ${number(each.value, 4)}`)),
        );
        box.classList.toggle("shown", values.length > 0);
        box.classList.toggle("left", plot.cursor.left > plot.over.clientWidth / 2);
        box.style.setProperty("--at", `${plot.cursor.left}px`);
      },
    },
  };
}
