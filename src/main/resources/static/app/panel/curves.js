import { curveGrid } from "../chart/curveGrid.js";
import { figure, legendOf } from "../chart/figure.js";
import { percent } from "../format.js";

export function curvesPanel(model) {
  const grid = curveGrid((trial) => `#/experiments/${model.id}/trials/${trial}`);
  const frame = figure(
    {
      title: "Learning curves of the best 20 trials",
      hint: "Accuracy from 0 to 100 % over the epochs, best trial first. A wide gap between the lines is overfitting.",
      legend: legendOf([
        { label: "validation", colour: "var(--series-a)" },
        { label: "training", colour: "var(--series-b)", dashed: true },
      ]),
      table: () => ({
        head: ["rank", "trial", "epoch", "validation accuracy", "training accuracy"],
        rows: (model.curves ?? []).flatMap((curve, i) =>
          curve.epoch.map((epoch, at) => [
            i + 1,
            curve.trialNumber,
            epoch,
            percent(curve.validationAccuracy[at]),
            percent(curve.trainAccuracy[at]),
          ]),
        ),
      }),
    },
    grid.element,
  );
  return {
    element: frame.element,
    update({ curves }, changed) {
      if (changed.has("results") && curves) {
        grid.set(curves);
        frame.refresh();
      }
    },
  };
}
