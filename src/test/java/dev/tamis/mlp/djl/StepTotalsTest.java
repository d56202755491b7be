package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTotalsTest {

    /** Five rows in steps of two; trial 0 lost 4, 2 and 1 in all, trial 1 lost 6, 3 and 3. */
    private final StepTotals totals = new StepTotals(new double[] {4, 1, 6, 0, 2, 2, 3, 1, 1, 1, 3, 0}, 2, 2, 5);

    @Test
    void aStepsLossIsTheMeanOverItsOwnRows() {
        assertThat(totals.losses(0)).containsExactly(2.0, 1.0, 1.0);
        assertThat(totals.losses(1)).containsExactly(3.0, 1.5, 3.0);
    }

    @Test
    void theEpochsMetricsAreMeansOverAllRows() {
        assertThat(totals.loss(0)).isEqualTo(1.4);
        assertThat(totals.accuracy(0)).isEqualTo(0.8);
        assertThat(totals.loss(1)).isEqualTo(2.4);
        assertThat(totals.accuracy(1)).isEqualTo(0.2);
    }
}
