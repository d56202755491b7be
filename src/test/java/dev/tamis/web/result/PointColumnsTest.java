package dev.tamis.web.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.experiment.TrialState;
import dev.tamis.results.TrialPoint;
import dev.tamis.space.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointColumnsTest {

    @Test
    void aTrialWithoutAParameterHasAGapInItsColumn() {
        PointColumns columns = new PointColumns(0);
        columns.add(trial(0, 7, Map.of("optimizer", "SGD")));
        columns.add(trial(1, 9, Map.of("optimizer", "MOMENTUM", "momentum", 0.9)));
        columns.add(trial(2, 8, Map.of("optimizer", "SGD")));

        PointsView view = columns.view();
        assertThat(view.number()).containsExactly(0, 1, 2);
        assertThat(view.changeNumber()).isEqualTo(9);
        assertThat(view.parameters())
                .isEqualTo(Map.of(
                        "optimizer", List.of("SGD", "MOMENTUM", "SGD"), "momentum", Arrays.asList(null, 0.9, null)));
    }

    @Test
    void whereNothingHasChangedTheCursorStays() {
        assertThat(new PointColumns(12).view().changeNumber()).isEqualTo(12);
    }

    private static TrialPoint trial(int number, long change, Map<String, Object> parameters) {
        return new TrialPoint(number, 1, TrialState.COMPLETED, 3, 0.5, 0.25, change, new Parameters(parameters));
    }
}
