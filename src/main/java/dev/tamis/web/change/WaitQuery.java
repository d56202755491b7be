package dev.tamis.web.change;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;

/** Query of an answer that a client can wait for. */
public record WaitQuery(
        @Parameter(name = "wait")
        @Schema(description = WaitQuery.DESCRIPTION, minimum = "0", maximum = "60", defaultValue = "0")
        Integer seconds) {

    public static final String DESCRIPTION =
            "How many seconds the answer may be held back, 0 to 60; 0, or absent: not at all";

    /** Proxies and clients give up after a minute without a word. */
    private static final int LONGEST = 60;

    public WaitQuery {
        patience(seconds);
    }

    /** For how long the answer may be held back; zero if it is wanted at once. */
    public Duration patience() {
        return patience(seconds);
    }

    /** @throws InvalidField unless there are 0 to 60 seconds */
    public static Duration patience(Integer seconds) {
        if (seconds != null && (seconds < 0 || seconds > LONGEST)) {
            throw new InvalidField(
                    "wait", FieldCode.OUT_OF_RANGE, "must be from 0 to " + LONGEST + " seconds, but got " + seconds);
        }
        return Duration.ofSeconds(seconds == null ? 0 : seconds);
    }
}
