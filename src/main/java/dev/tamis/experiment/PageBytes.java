package dev.tamis.experiment;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;

/**
 * Pages whose entities may be large: how much they hold is counted before any of them is read, and whoever asks for the page may refuse
 * it.
 *
 * @param told hears of the characters of JSON that a page holds; throws to refuse
 */
record PageBytes(LongConsumer told) {

    <E> Page<E> read(
            Page<UUID> ids,
            ToLongFunction<List<UUID>> characters,
            Function<List<UUID>, List<E>> entities,
            Function<E, UUID> id) {
        if (ids.isEmpty()) {
            return new PageImpl<>(List.of(), ids.getPageable(), ids.getTotalElements());
        }
        told.accept(characters.applyAsLong(ids.getContent()));
        Map<UUID, E> found =
                entities.apply(ids.getContent()).stream().collect(Collectors.toMap(id, Function.identity()));
        Pageable page = ids.getPageable();
        // One may have been removed meanwhile.
        return new PageImpl<>(
                ids.getContent().stream()
                        .filter(found::containsKey)
                        .map(found::get)
                        .toList(),
                page,
                ids.getTotalElements());
    }
}
