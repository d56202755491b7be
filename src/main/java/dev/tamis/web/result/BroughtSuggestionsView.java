package dev.tamis.web.result;

import dev.tamis.search.RangeSuggestions;
import dev.tamis.space.PlainForm;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** Where to search next, judged by trials that the client brought. */
@Schema(name = "BroughtRangeSuggestions")
record BroughtSuggestionsView(
        @Schema(minimum = "0", description = "Trials inside the ranges, failed ones too", example = "12")
        int basedOnTrials,

        @Schema(description = "One for each searched name") List<RangeSuggestionsView.Suggestion> suggestions,

        @Schema(ref = Schemas.FOREIGN_SEARCH_SPACE) Map<String, Object> suggestedSpace) {

    static BroughtSuggestionsView of(RangeSuggestions all) {
        return new BroughtSuggestionsView(
                all.basedOnTrials(),
                all.suggestions().stream()
                        .map(each -> RangeSuggestionsView.Suggestion.of(each, all))
                        .toList(),
                PlainForm.of(all.suggestedSpace()));
    }
}
