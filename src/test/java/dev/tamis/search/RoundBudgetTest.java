package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.space.InvalidField;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundBudgetTest {

    @Test
    void whatDoesNotDivideGoesToTheFirstRounds() {
        assertThat(RoundBudget.split(100, 3)).containsExactly(34, 33, 33);
        assertThat(RoundBudget.split(100, 4)).containsExactly(25, 25, 25, 25);
    }

    @Property(seed = "42")
    void theBudgetIsSpentToTheTrial(
            @ForAll @IntRange(min = 1, max = 50) int rounds, @ForAll @IntRange(min = 0, max = 10_000) int more) {
        List<Integer> shares = RoundBudget.split(rounds + more, rounds);

        assertThat(shares).hasSize(rounds).allMatch(share -> share >= 1);
        assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(rounds + more);
        assertThat(shares.get(0) - shares.get(rounds - 1)).isBetween(0, 1);
    }

    @Test
    void aRoundWithoutATrialIsRefused() {
        assertThatThrownBy(() -> RoundBudget.split(2, 3))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("maxTrials=2, rounds=3");
        assertThatThrownBy(() -> RoundBudget.split(2, 0)).isInstanceOf(InvalidField.class);
    }
}
