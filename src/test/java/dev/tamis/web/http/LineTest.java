package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

    private final List<String> called = new ArrayList<>();

    @Test
    void thoseWhoFindNoPlaceAreCalledInTheOrderInWhichTheyCame() {
        Line line = new Line(1, 2);
        Runnable second = () -> called.add("second");

        assertThat(line.come(() -> called.add("first"))).isEqualTo(Line.Answer.IN);
        assertThat(line.come(second)).isEqualTo(Line.Answer.WAITS);
        assertThat(line.come(() -> called.add("third"))).isEqualTo(Line.Answer.WAITS);
        assertThat(line.come(() -> called.add("fourth"))).isEqualTo(Line.Answer.FULL);
        assertThat(called).isEmpty();

        line.leave();
        assertThat(called).containsExactly("second");
        assertThat(line.giveUp(second)).as("he has been called").isFalse();
        line.leave();
        assertThat(called).containsExactly("second", "third");
    }

    @Test
    void whoGivesUpIsNotCalledAndLosesNoPlace() {
        Line line = new Line(1, 1);
        Runnable impatient = () -> called.add("impatient");
        line.come(() -> {});
        line.come(impatient);

        assertThat(line.giveUp(impatient)).isTrue();
        line.leave();

        assertThat(called).isEmpty();
        assertThat(line.come(() -> {})).isEqualTo(Line.Answer.IN);
        assertThat(line.come(() -> {})).isEqualTo(Line.Answer.WAITS);
    }
}
