package dev.tamis.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;

/** Query of a list that has one order. */
public record PageQuery(
        @Schema(minimum = "0", maximum = "2147483647", description = "0-based; page * size is at most 2147483647")
        Integer page,

        @Schema(minimum = "1", maximum = "1000", description = "1 to 1000")
        Integer size) {

    public PageQuery {
        pageable(page, size);
    }

    /** The page that is asked for, of what has one order. */
    public Pageable pageable() {
        return pageable(page, size);
    }

    private static Pageable pageable(Integer page, Integer size) {
        return Sorting.NONE.page(page, size, null);
    }

    /** The page that is asked for, of a list in its own order. */
    public <E> Page<E> of(List<E> all) {
        Pageable pageable = pageable();
        int from = (int) Math.min(all.size(), pageable.getOffset());
        int to = Math.min(all.size(), from + pageable.getPageSize());
        return new PageImpl<>(all.subList(from, to), pageable, all.size());
    }
}
