package dev.tamis.web.result;

import static dev.tamis.people.Subject.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.experiment.Experiments;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import dev.tamis.web.http.Pieces;
import dev.tamis.web.http.WorkingMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

/** What an export holds in memory while its client takes it. */
@ApiNodeTest
class ExportTest {

    private static final int EPOCHS = 5_000;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private Experiments experiments;

    @Autowired
    private Export export;

    @Autowired
    private WorkingMemory memory;

    @Test
    void aLongCurveIsWrittenInPiecesAndIsWhole() throws Exception {
        UUID id = api.submits(Api.experimentWithTrials(2).replace("\"epochs\": 4", "\"epochs\": " + EPOCHS));
        worker.trainAll(id, member -> 0.5);

        List<String> pieces = pieces(id);

        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isLessThan(400_000));
        String whole = String.join("", pieces);
        for (int trial = 0; trial < 2; trial++) {
            assertThat(JsonPath.<List<Integer>>read(whole, "$.trials[" + trial + "].curve[*].epoch"))
                    .isEqualTo(IntStream.rangeClosed(1, EPOCHS).boxed().toList());
        }
    }

    @Test
    void shortCurvesComeTogether() throws Exception {
        UUID id = api.anExperimentWithTrials(100);
        worker.trainAll(id, member -> 0.5);

        assertThat(pieces(id)).hasSize(1);
    }

    @Test
    void takesItsShareOfTheNodesMemoryAndIsRefusedWhereThereIsNone() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        await("what earlier clients have taken").until(() -> memory.taken() == 0);
        WorkingMemory.Share all = memory.shareOf(new MockHttpServletRequest());
        all.take(Runtime.getRuntime().maxMemory());
        try (all) {
            api.reads("/api/v1/experiments/{id}/export", id)
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(jsonPath("$.code").value("TOO_BUSY"))
                    .andExpect(jsonPath("$.detail").value(containsString("tamis.api.memory")));
        }
        api.reads("/api/v1/experiments/{id}/export", id).andExpect(status().isOk());
        assertThat(memory.taken()).as("given back").isZero();
    }

    private List<String> pieces(UUID id) throws IOException {
        Pieces made = export.json(LOCAL, experiments.get(LOCAL, id));
        List<String> pieces = new ArrayList<>();
        for (Optional<byte[]> next = made.next(); next.isPresent(); next = made.next()) {
            pieces.add(new String(next.get(), StandardCharsets.UTF_8));
        }
        return pieces;
    }
}
