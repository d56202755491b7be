// How much each hyperparameter decides whether a trial is among the best.

import { figure } from "../chart/figure.js";
import { h, setText } from "../dom.js";
import { percent, sentence, words } from "../format.js";

export function importancePanel(model) {
  const bars = Object.keys(model.experiment.searchSpace).map((name) => {
    const fill = h("span", {});
    const share = h("span", { class: "share" }, "–");
    return {
      name,
      fill,
      share,
      element: h("li", {}, h("span", {}, words(name)), h("div", { class: "track", "aria-hidden": "true" }, fill), share),
    };
  });
  const list = h("ul", { class: "bars" });
  list.append(...bars.map((bar) => bar.element));
  const reason = h("p", { class: "reason", hidden: true });
  const frame = figure(
    {
      title: "Importance",
      hint: "Share of what makes trials of the latest ranges good (PED-ANOVA), less what chance would give.",
      table: () => ({
        head: ["hyperparameter", "share"],
        rows: Object.entries(model.importance ?? {}).map(([name, share]) => [words(name), percent(share)]),
      }),
    },
    h("div", {}, reason, list),
  );
  return {
    element: frame.element,
    update({ importance, importanceReason }, changed) {
      if (!changed.has("results") || !importance) {
        return;
      }
      reason.hidden = !importanceReason;
      setText(reason, importanceReason ? `${sentence(importanceReason)}.` : "");
      bars.sort((a, b) => (importance[b.name] ?? 0) - (importance[a.name] ?? 0));
      bars.forEach((bar, i) => {
        bar.fill.style.width = `${100 * (importance[bar.name] ?? 0)}%`;
        setText(bar.share, percent(importance[bar.name] ?? 0));
        if (list.children[i] !== bar.element) {
          list.insertBefore(bar.element, list.children[i] ?? null);
        }
      });
      frame.refresh();
    },
  };
}
