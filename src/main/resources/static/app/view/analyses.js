// The lecture's two experiments that need no dataset.

import { activationAnalysis } from "../analysis/activations.js";
import { pathAnalysis } from "../analysis/optimizerPaths.js";
import { forgetRemoved } from "../chart/surface.js";
import { h, replace } from "../dom.js";

export function showAnalyses(main) {
  const analyses = [pathAnalysis(), activationAnalysis()];
  document.title = "Analyses – Tamis";
  replace(
    main,
    h("div", { class: "head" }, h("h1", {}, "Analyses")),
    analyses.map((each) => each.element),
  );
  analyses.forEach((each) => each.start());
  return () => {
    analyses.forEach((each) => each.stop());
    setTimeout(forgetRemoved);
  };
}
