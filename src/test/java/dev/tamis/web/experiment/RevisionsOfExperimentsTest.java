package dev.tamis.web.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.HandClock;
import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.Experiments;
import dev.tamis.people.Subject;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.answer.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

@ApiNodeTest
class RevisionsOfExperimentsTest {

    @Autowired
    private Api api;

    @Autowired
    private Experiments experiments;

    @Autowired
    private Datasets datasets;

    @Test
    void timesOfWhatRunsAreToldAnewEveryFiveSeconds() throws Exception {
        UUID running = api.anExperimentWithTrials(1);
        UUID paused = api.anExperimentWithTrials(1);
        api.asksTo("pause", paused);
        HandClock clock = new HandClock();
        clock.set(Instant.ofEpochSecond(1_000_000));
        RevisionsOfExperiments revisions = new RevisionsOfExperiments(experiments, datasets, clock);
        String early = revision(revisions, running);
        String still = revision(revisions, paused);

        clock.forward(Duration.ofMillis(4_999));
        assertThat(revision(revisions, running)).isEqualTo(early);
        clock.forward(Duration.ofMillis(1));
        assertThat(revision(revisions, running)).isNotEqualTo(early);
        assertThat(revision(revisions, paused)).isEqualTo(still);
        api.asksTo("cancel", running);
        String ended = revision(revisions, running);
        clock.forward(Duration.ofDays(1));
        assertThat(revision(revisions, running)).isEqualTo(ended);
    }

    private static String revision(Revisions revisions, UUID id) {
        return revisions
                .of(Subject.LOCAL, new MockHttpServletRequest(), Map.of("id", id.toString()))
                .orElseThrow();
    }
}
