import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.DatasetsApi;
import org.openapitools.client.api.ExperimentsApi;
import org.openapitools.client.api.ResultsApi;
import org.openapitools.client.api.SearchSpacesApi;
import org.openapitools.client.api.TrialsApi;
import org.openapitools.client.model.*;

/** What a user writes against a generated client. GeneratedClientsTest compiles it with each library and runs it. */
public class GeneratedClientUser {

    /** @return what was found, a line for each step */
    public static List<String> run(ApiClient client, File table, Consumer<UUID> worker) throws Exception {
        List<String> found = new ArrayList<>();
        ExperimentsApi experiments = new ExperimentsApi(client);
        ResultsApi results = new ResultsApi(client);

        SearchSpace space = new SearchSpace()
                .learningRate(new FloatDomain().low(1e-5).high(1e-1).scale(FloatDomain.ScaleEnum.LOG))
                .hiddenUnits(new IntDomain().low(10L).high(50L))
                .activation(new CategoricalDomain().choices(List.of("RELU", "TANH")));
        Experiment submitted = experiments.submitExperiment(
                new ExperimentRequest()
                        .name("by a generated client")
                        .dataset(new DatasetChoice().name("mnist").trainSize(400).validationSize(100))
                        .model(new Model().hiddenLayers(1).epochs(4).optimizer(Model.OptimizerEnum.MOMENTUM))
                        .searchSpace(space)
                        .sampler(new Sampler().type(Sampler.TypeEnum.RANDOM).seed(7L))
                        .budget(new Budget().maxTrials(30)),
                null,
                null);
        UUID id = submitted.getId();
        found.add("fixed learning rate: " + submitted.getModel().getLearningRate());
        worker.accept(id);
        Experiment ended = experiments.getExperiment(id, null, null, null, null);
        found.add("state: " + ended.getState() + ", completed: " + ended.getProgress().getTrials().getCompleted());

        Trials trials = new TrialsApi(client).listTrials(id, null, null, null, null, 5, null, null);
        found.add("trials: " + trials.getContent().size() + " of " + trials.getPage().getTotalElements());
        LeaderboardEntry best = results.getLeaderboard(id, 3, null, null).getEntries().get(0);
        found.add("best: " + best.getRank() + " of " + best.getParameters().getClass().getSimpleName() + ", drawn: "
                + (best.getParameters().getLearningRate() != null && best.getParameters().getActivation() != null)
                + ", fixed: " + best.getParameters().getOptimizer());
        found.add("points: " + results.getPoints(id, null, null).getValue().size());

        RangeSuggestions suggestions = results.getRangeSuggestions(id, null);
        for (RangeSuggestion each : suggestions.getSuggestions()) {
            found.add(each.getParameter() + ": " + each.getSuggested().getClass().getSimpleName());
        }
        FloatDomain narrowed = (FloatDomain) suggestions.getSuggestedSpace().getLearningRate();
        found.add("narrowed: " + (narrowed.getLow() > 1e-5 && narrowed.getHigh() <= 1));

        SavedSearchSpace saved = new SearchSpacesApi(client)
                .keepSearchSpace(new SearchSpaceRequest().name("narrowed").searchSpace(suggestions.getSuggestedSpace()), null);
        Experiment next = experiments.submitExperiment(
                new ExperimentRequest()
                        .name("the narrowed ranges")
                        .dataset(ended.getDataset())
                        .model(ended.getModel())
                        .searchSpace(saved.getSearchSpace())
                        .sampler(new Sampler().seed(8L))
                        .objective(ended.getObjective())
                        .budget(ended.getBudget()),
                null,
                null);
        found.add("posted back: " + next.getSearchSpace().getLearningRate().equals(narrowed));
        experiments.cancelExperiment(next.getId());

        BroughtRangeSuggestions brought = results.suggestRanges(new BroughtTrials()
                .searchSpace(java.util.Map.of("temperature", new FloatDomain().low(0.0).high(1.0)))
                .trials(List.of(
                        new BroughtTrial().parameters(java.util.Map.of("temperature", 0.5)).value(0.25),
                        new BroughtTrial().parameters(java.util.Map.of("temperature", 0.75)))));
        found.add("brought: " + brought.getSuggestions().get(0).getVerdict() + " of "
                + brought.getSuggestedSpace().keySet());

        DatasetsApi datasets = new DatasetsApi(client);
        String name = "spirals-" + id.toString().substring(0, 8);
        // The generator's native library cannot leave out an optional file; here it takes the place of a share.
        Dataset uploaded = datasets.uploadDataset(table, name, null, "arm", null, table, "STANDARDIZE", null);
        found.add("uploaded: " + uploaded.getClasses() + " classes, " + uploaded.getScaling());
        found.add("built in: " + datasets.getDataset("mnist", null, null).getScaling());
        datasets.deleteDataset(name, null);
        try {
            datasets.getDataset(name, null, null);
        } catch (Exception gone) {
            found.add("gone: " + gone.getMessage().contains("NOT_FOUND"));
        }
        return found;
    }
}
