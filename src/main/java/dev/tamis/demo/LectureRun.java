package dev.tamis.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The lecture's experiment, from its submission to what it taught. */
final class LectureRun {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    private static final Set<String> FINAL_STATES = Set.of("COMPLETED", "CANCELLED", "FAILED");

    private final ServiceClient service;

    private final Screen screen;

    private final Pause pause;

    private final InstantSource clock;

    /** @param pause between two looks at the experiment */
    LectureRun(ServiceClient service, Screen screen, Pause pause, InstantSource clock) {
        this.service = service;
        this.screen = screen;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Runs to the end of the experiment.
     *
     * @param submission what to post
     * @throws DemoFailure if the service refuses something or the experiment does not complete
     */
    void run(String submission) throws InterruptedException {
        var start = clock.instant();
        JsonNode submitted = service.post(EXPERIMENTS, submission);
        String self = EXPERIMENTS + "/" + submitted.path("id").asString("");
        screen.say("Experiment " + submitted.path("id").asString("")
                + " is running; it goes on by itself after a restart.");
        JsonNode ended = watch(self);
        requireCompleted(ended);
        Duration taken = Duration.between(start, clock.instant());
        screen.say("Completed in " + Numbers.duration(taken.toSeconds()) + ".");
        screen.say("\nLeaderboard: the best 10 by validation accuracy\n");
        screen.say(LeaderboardTable.render(service.get(self + "/leaderboard?top=10")));
        screen.say("\nRange suggestions for the next round\n");
        screen.say(RangeSuggestionText.render(service.get(self + "/range-suggestions")));
    }

    private JsonNode watch(String self) throws InterruptedException {
        while (true) {
            JsonNode experiment = service.get(self);
            screen.show(Progress.of(experiment));
            if (FINAL_STATES.contains(experiment.path("state").asString(""))) {
                return experiment;
            }
            pause.pause();
        }
    }

    private static void requireCompleted(JsonNode experiment) {
        String state = experiment.path("state").asString("");
        if (!state.equals("COMPLETED")) {
            int failed =
                    experiment.path("progress").path("trials").path("failed").asInt(0);
            throw new DemoFailure("The experiment ended " + state + ", "
                    + failed + " trials failed"
                    + experiment
                            .path("reason")
                            .asStringOpt()
                            .map(reason -> " (" + reason + ")")
                            .orElse("") + "; GET " + EXPERIMENTS + "/"
                    + experiment.path("id").asString("")
                    + "/trials?state=FAILED tells why.");
        }
    }

    /** Waits; a function so that tests need not. */
    @FunctionalInterface
    interface Pause {

        void pause() throws InterruptedException;
    }
}
