package dev.tamis.experiment;

import dev.tamis.people.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The one way to lists of what belongs to people: of their own and of what others share. Each of the two walks its own index, and
 * only as far as the page goes; one condition for both would read everybody's rows to find a few.
 */
@Component
class OwnedPages {

    private static final String ROWS = " offset :from rows fetch next :size rows only";

    private final NamedParameterJdbcTemplate jdbc;

    OwnedPages(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is listed.
     *
     * @param table with the columns owner, visibility and id
     * @param columns that are read, and those that it is sorted by
     * @param condition further, in SQL
     * @param values of its parameters
     */
    record Listed<R>(String table, String columns, String condition, MapSqlParameterSource values, RowMapper<R> row) {}

    /** Rows that are found by one index. @param lead its first column: H2 walks it only for an order that begins with it */
    private record Part(String condition, String lead) {

        static final Part ALL = new Part("true", "");
        static final Part OF_ONE = new Part("owner = :owner", "owner, ");
        static final Part SHARED_BY_ONE = new Part("owner = :owner and visibility = 'SHARED'", "owner, ");
        static final Part OWN = new Part("owner = :me", "owner, ");
        static final Part SHARED_BY_OTHERS = new Part("visibility = 'SHARED' and owner <> :me", "visibility, ");

        static List<Part> of(Subject by, Optional<String> owner) {
            if (owner.isEmpty()) {
                return by.isAdmin() ? List.of(ALL) : List.of(OWN, SHARED_BY_OTHERS);
            }
            return List.of(by.isAdmin() || owner.get().equals(by.name()) ? OF_ONE : SHARED_BY_ONE);
        }
    }

    /**
     * A page of what somebody sees.
     *
     * @param owner only this person's; everybody's, where empty
     * @param page sorted by properties that are columns, in camel case
     */
    <R> Page<R> page(Subject by, Optional<String> owner, Listed<R> listed, Pageable page) {
        List<Part> parts = Part.of(by, owner);
        MapSqlParameterSource values = new MapSqlParameterSource(listed.values().getValues())
                .addValue("me", by.name())
                .addValue("owner", owner.orElse(""))
                .addValue("from", page.getOffset())
                .addValue("size", page.getPageSize())
                .addValue("upTo", page.getOffset() + page.getPageSize());
        String order = order(page.getSort());
        String sql = parts.size() == 1
                ? select(listed, parts.get(0), order) + ROWS
                : parts.stream()
                                .map(part -> "(" + select(listed, part, order) + " fetch first :upTo rows only)")
                                .collect(Collectors.joining(
                                        " union all ", "select " + listed.columns() + " from (", ") seen order by "))
                        + order
                        + ROWS;
        return PageableExecutionUtils.getPage(
                jdbc.query(sql, values, listed.row()), page, () -> total(listed, parts, values));
    }

    private static String select(Listed<?> listed, Part part, String order) {
        return "select " + listed.columns() + from(listed, part) + " order by " + part.lead() + order;
    }

    private long total(Listed<?> listed, List<Part> parts, MapSqlParameterSource values) {
        return parts.stream()
                .mapToLong(part -> jdbc.queryForObject("select count(*)" + from(listed, part), values, Long.class))
                .sum();
    }

    private static String from(Listed<?> listed, Part part) {
        return " from " + listed.table() + " where " + part.condition() + listed.condition();
    }

    private static String order(Sort sort) {
        return (sort.isSorted() ? sort : Sort.by("id"))
                .stream().map(OwnedPages::order).collect(Collectors.joining(", "));
    }

    private static String order(Sort.Order order) {
        if (!order.getProperty().matches("[a-zA-Z]+")) {
            throw new IllegalArgumentException("no column is called " + order.getProperty());
        }
        String column = order.getProperty().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return column
                + (order.isDescending() ? " desc" : "")
                + (order.getNullHandling() == Sort.NullHandling.NULLS_LAST ? " nulls last" : "");
    }
}
