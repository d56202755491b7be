package dev.tamis.experiment;

import java.util.OptionalInt;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Makes sure that the rows of an experiment are there, and stay there until the transaction ends. */
@Component
class DatasetHold {

    private final JdbcTemplate jdbc;

    DatasetHold(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks an uploaded dataset's row against its removal.
     *
     * @return how many test rows it has; empty if its content has been removed, even if its name has been given away again
     */
    OptionalInt testRows(DatasetChoice choice) {
        return jdbc
                .queryForList(
                        "select test_rows from dataset where name = ? and sha256 = ? for update",
                        Integer.class,
                        choice.name(),
                        choice.sha256())
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** Built-in datasets are always there. */
    static boolean concerns(DatasetChoice choice) {
        return choice.sha256() != null;
    }
}
