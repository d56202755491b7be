package dev.tamis.experiment;

import dev.tamis.people.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;

/** Which experiments a list shows. */
@Component
class ExperimentPages {

    private static final String COLUMNS = "id, version, ran_for_millis, running_since, uploaded_dataset, dataset_owner,"
            + " name, state, created_at, finished_at, best_value";

    private final OwnedPages pages;

    ExperimentPages(OwnedPages pages) {
        this.pages = pages;
    }

    Page<Revision> page(Subject by, ExperimentFilter filter, Pageable page) {
        StringBuilder condition = new StringBuilder();
        MapSqlParameterSource values = new MapSqlParameterSource();
        filter.state().ifPresent(state -> {
            condition.append(" and state = :state");
            values.addValue("state", state.name());
        });
        if (!filter.text().isEmpty()) {
            condition.append(" and lower(name) like :text escape '!'");
            values.addValue("text", "%" + escaped(filter.text()) + "%");
        }
        return pages.page(
                by,
                filter.owner(),
                new OwnedPages.Listed<>("experiment", COLUMNS, condition.toString(), values, ExperimentPages::row),
                page);
    }

    private static String escaped(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }

    private static Revision row(ResultSet row, int number) throws SQLException {
        return new Revision(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                row.getLong("ran_for_millis"),
                Optional.ofNullable(row.getObject("running_since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                row.getString("uploaded_dataset"),
                row.getString("dataset_owner"));
    }
}
