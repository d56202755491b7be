package dev.tamis.web.trial;

import dev.tamis.web.answer.PageView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of trials, or (with {@code after}) the trials that have changed and the cursor for the next question. */
@Schema(name = "Trials")
record TrialsView(
        List<TrialView> content,

        @Schema(description = "Where the page lies in the list; not there with after", nullable = true)
        PageView.Position page,

        @Schema(
                description = "With after only: the cursor to send next. It stays the same when nothing has changed",
                nullable = true,
                example = "57")
        Long changeNumber) {}
