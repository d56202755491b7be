package dev.tamis.web;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives a test class a node on which nobody has stored anything, whichever classes had it before. */
public class EmptyDatabase implements BeforeAllCallback {

    private static final List<String> TABLES = List.of(
            "experiment",
            "trial",
            "measurement",
            "search_space",
            "dataset",
            "dataset_chunk",
            "dataset_room",
            "api_token");

    @Override
    public void beforeAll(ExtensionContext test) {
        clear(SpringExtension.getApplicationContext(test).getBean(JdbcTemplate.class));
    }

    public static void clear(JdbcTemplate database) {
        TABLES.forEach(table -> database.update("delete from " + table));
    }
}
