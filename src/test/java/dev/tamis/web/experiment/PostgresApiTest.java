package dev.tamis.web.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import dev.tamis.RealPostgres;
import dev.tamis.web.Api;
import dev.tamis.web.FakeWorker;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same answers from the other database: it is stricter about types and has its own mind about nulls in an order. */
class PostgresApiTest extends ExperimentsApiTest {

    @Autowired
    private Api client;

    @Autowired
    private FakeWorker trainer;

    @Autowired
    private JdbcTemplate jdbc;

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry registry) {
        RealPostgres.newDatabase().register(registry);
    }

    @Test
    void theDatabaseIsTheOtherOne() {
        assertThat(jdbc.queryForObject("select version()", String.class)).startsWith("PostgreSQL");
    }

    @Test
    void trialsWithoutAValueComeLastInEveryOrder() throws Exception {
        UUID id = client.anExperimentWithTrials(4);
        trainer.trainAll(id, member -> member.number() == 2 ? Double.NaN : 0.125 * (1 + member.number()));
        client.reads("/api/v1/experiments/{id}/trials?sort=objectiveValue,desc&round=1", id)
                .andExpect(jsonPath("$.content[*].number").value(contains(3, 1, 0, 2)));
        client.reads("/api/v1/experiments/{id}/trials?sort=objectiveValue,asc", id)
                .andExpect(jsonPath("$.content[*].number").value(contains(0, 1, 3, 2)));
        client.reads("/api/v1/experiments/{id}/trials?state=FAILED", id)
                .andExpect(jsonPath("$.content[*].number").value(contains(2)));
        client.reads("/api/v1/experiments/{id}/trials?after=0", id)
                .andExpect(jsonPath("$.content.length()").value(4));
    }
}
