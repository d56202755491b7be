package dev.tamis.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Page;

/** One page of a list. */
public record PageView<T>(List<T> content, Position page) {

    /** Where the page lies in the list. */
    @Schema(name = "Page")
    public record Position(
            @Schema(minimum = "0", description = "0-based", example = "0")
            int number,

            @Schema(minimum = "1", example = "20") int size,
            @Schema(minimum = "0", example = "100") long totalElements,
            @Schema(minimum = "0", example = "5") int totalPages) {}

    /** @param view of each entity of the page */
    public static <E, T> PageView<T> of(Page<E> page, Function<E, T> view) {
        return new PageView<>(
                page.getContent().stream().map(view).toList(),
                new Position(page.getNumber(), page.getSize(), page.getTotalElements(), page.getTotalPages()));
    }
}
