package dev.tamis.web.trial;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What becomes of points that somebody has chosen. */
@Schema(name = "EnqueuedTrials")
record EnqueuedView(
        @Schema(
                description =
                        "Numbers of the trials that the points have or will have, in their order. Where the sampler learns, or all"
                                + " of the round have started, there is no such trial until it is drawn",
                example = "[97, 98, 99]")
        List<Integer> numbers) {}
