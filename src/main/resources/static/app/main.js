import { startMenu } from "./menu.js";
import { route, startRouter } from "./router.js";
import { startSession } from "./session.js";
import { startTheme } from "./theme.js";
import { showAnalyses } from "./view/analyses.js";
import { showCompare } from "./view/compare.js";
import { showDatasets } from "./view/datasets.js";
import { showExperiment } from "./view/experiment.js";
import { showExperiments } from "./view/experiments.js";
import { showSubmit } from "./view/submit.js";
import { showSwagger } from "./view/swagger.js";
import { showTokens } from "./view/tokens.js";
import { showTrial } from "./view/trial.js";

startMenu(document.getElementById("menu"));
startTheme(document.getElementById("theme"));
startSession(document.getElementById("logout"), document.getElementById("who"));

route("", "experiments", showExperiments);
route("new", "new", showSubmit);
route("datasets", "datasets", showDatasets);
route("analyses", "analyses", showAnalyses);
route("api", "", showSwagger);
route("tokens", "", showTokens);
route("experiments/:id", "experiments", showExperiment);
route("experiments/:id/compare", "experiments", showCompare);
route("experiments/:id/trials/:number", "experiments", showTrial);

const main = document.getElementById("main");
document.querySelector("[data-skip]").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
startRouter(main);
