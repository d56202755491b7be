package dev.tamis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/** The requests that clients send most, by several clients at a time ({@code tamis.benchmark.clients}, 4). */
final class ScaleRequests {

    private static final int CLIENTS = Integer.getInteger("tamis.benchmark.clients", 4);
    private static final int CALLS = 300;

    private static final String SUBMISSION = """
            {"name": "scale", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
             "model": {"hiddenLayers": 6, "hiddenUnits": 100, "epochs": 50},
             "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"},
                             "weightDecay": {"type": "float", "low": 1e-8, "high": 1e-4, "scale": "log"}},
             "sampler": {"type": "RANDOM", "seed": 42},
             "budget": {"maxTrials": %d, "parallelTrials": 16, "maxFailedTrials": 10}}""";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;
    private final ScaledDatabase database;
    private final Map<String, Quantiles> measured = new LinkedHashMap<>();

    ScaleRequests(int port, ScaledDatabase database) {
        this.root = "http://localhost:" + port + "/api/v1/experiments";
        this.database = database;
    }

    Map<String, Quantiles> measured() {
        UUID small = database.small();
        UUID large = database.large();
        int size = database.largest();
        get("leaderboard, experiment of 100", call -> "/" + small + "/leaderboard");
        get("leaderboard, largest", call -> "/" + large + "/leaderboard");
        get("leaderboard, largest, of its first round", call -> "/" + large + "/leaderboard?round=1");
        get("leaderboard, largest, of its last round", call -> "/" + large + "/leaderboard?round=4");
        int pages = size / 20;
        trials("first page", call -> "");
        trials("middle page", call -> "page=" + page(pages / 2, call));
        trials("last page", call -> "page=" + page(pages - 1, call));
        trials("last page, number desc", call -> "sort=number,desc&page=" + page(pages - 1, call));
        trials("round 3, first page", call -> "round=3");
        trials("round 3, last page", call -> "round=3&page=" + page(pages / 4 - 1, call));
        trials("COMPLETED, first page", call -> "state=COMPLETED");
        trials("COMPLETED, middle page", call -> "state=COMPLETED&page=" + page(pages * 43 / 100, call));
        trials("COMPLETED, last page", call -> "state=COMPLETED&page=" + page(pages * 86 / 100, call));
        trials("FAILED, first page", call -> "state=FAILED");
        trials("RUNNING", call -> "state=RUNNING");
        trials("FAILED of round 3, first page", call -> "state=FAILED&round=3");
        trials(
                "COMPLETED of round 3, last page",
                call -> "state=COMPLETED&round=3&page=" + page(pages * 23 / 100, call));
        int deep = Math.min(pages, 500) - 1;
        for (String sort : List.of(
                "objectiveValue,desc",
                "objectiveValue,asc",
                "state",
                "round,desc",
                "validationLoss",
                "finishedAt,desc")) {
            trials("by " + sort + ", first page", call -> "sort=" + sort);
            trials("by " + sort + ", a deep page", call -> "sort=" + sort + "&page=" + page(deep, call));
        }
        trials("COMPLETED by validationLoss, first page", call -> "state=COMPLETED&sort=validationLoss");
        int changes = size / StoreContext.PACK_WIDTH;
        trials("changes from the start", call -> "after=1");
        trials("changes from the middle", call -> "after=" + (changes / 2 + call % (changes / 4)));
        trials("changes, newest", call -> "after=" + (changes * 9 / 10 - 2));
        trials("changes from the middle, 1000", call -> "size=1000&after=" + (changes / 2 + call % (changes / 4)));
        get("experiments", call -> "");
        get("experiments, page 10", call -> "?page=10");
        get("experiments, q=no. 77", call -> "?q=no.%2077");
        get("experiments, RUNNING by name", call -> "?state=RUNNING&sort=name");
        get("an experiment", call -> "/" + large);
        get("a trial", call -> "/" + large + "/trials/" + call % size);
        get("a curve", call -> "/" + large + "/trials/" + 3 * (call % (size / 4)) + "/curve");
        get("curves of the best 20", call -> "/" + large + "/curves");
        post("submission of 100 trials", 300, call -> null);
        post("the same submission again, by its key", 300, call -> "key");
        get("points, one a tenth as large", call -> "/" + database.medium() + "/points");
        get("range suggestions, one a tenth as large", call -> "/" + database.medium() + "/range-suggestions");
        get("importance, one a tenth as large", call -> "/" + database.medium() + "/importance");
        return measured;
    }

    /** One of the ten pages up to a last one. */
    private static int page(int last, int call) {
        return Math.max(0, last - call % 10);
    }

    private void trials(String what, IntFunction<String> query) {
        get("trials, " + what, call -> "/" + database.large() + "/trials?" + query.apply(call));
    }

    private void get(String what, IntFunction<String> path) {
        measured.put(
                what,
                Quantiles.of(
                        CLIENTS, CALLS, call -> send(HttpRequest.newBuilder(URI.create(root + path.apply(call))))));
    }

    private void post(String what, int calls, IntFunction<String> key) {
        measured.put(what, Quantiles.of(CLIENTS, calls, call -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(String.format(SUBMISSION, 100)));
            if (key.apply(call) != null) {
                request.header("Idempotency-Key", key.apply(call));
            }
            send(request);
        }));
    }

    private void send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(answer.request() + " " + answer.body())
                    .isBetween(200, 201);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
