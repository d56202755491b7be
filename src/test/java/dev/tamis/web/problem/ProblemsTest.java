package dev.tamis.web.problem;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.http.WorkingMemory;
import java.sql.SQLException;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ProblemsTest {

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Breaking())
            .setControllerAdvice(new Problems(DataSize.ofMegabytes(1)))
            .build();

    @Test
    void whatNobodyForesawIsToldWithoutItsDetails() throws Exception {
        mvc.perform(get("/bug"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors").value(empty()))
                .andExpect(content().string(not(containsString("secret"))))
                .andExpect(content().string(not(containsString("IllegalState"))));
    }

    @Test
    void anAnswerThatFindsNoRoomWhileItIsWrittenIsWorthARetry() throws Exception {
        mvc.perform(get("/large"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("TOO_BUSY"));
    }

    @Test
    void aDatabaseThatFailsInTheMiddleOrIsTooBusyIsWorthARetry() throws Exception {
        assertWorthARetry("/lost");
        assertWorthARetry("/busy");
    }

    @Test
    void aConnectionThatBreaksInTheMiddleOfATransactionIsWorthARetryToo() throws Exception {
        assertWorthARetry("/ended");
        assertWorthARetry("/closed");
    }

    @Test
    void aDatabaseThatClosesItselfBecauseTheDiskIsFullIsWorthARetryToo() throws Exception {
        assertWorthARetry("/full");
    }

    @Test
    void aStatementThatTheDatabaseRefusesIsAFaultOfTheService() throws Exception {
        mvc.perform(get("/refused")).andExpect(status().isInternalServerError());
    }

    private void assertWorthARetry(String path) throws Exception {
        mvc.perform(get(path))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "5"))
                .andExpect(content().string(not(containsString("secret"))));
    }

    /** Fails in every way. */
    @RestController
    static class Breaking {

        @GetMapping("/bug")
        void bug() {
            throw new IllegalStateException("secret");
        }

        /** As the converter wraps what is thrown while an answer is written. */
        @GetMapping("/large")
        void large() {
            throw new HttpMessageNotWritableException("Could not write JSON", new WorkingMemory.Busy());
        }

        @GetMapping("/lost")
        void lost() {
            throw new DataAccessResourceFailureException("secret");
        }

        /** As Hibernate and Spring wrap it when PostgreSQL is shut down. */
        @GetMapping("/ended")
        void ended() {
            throw new JpaSystemException(new IllegalStateException(new SQLException("secret", "57P01")));
        }

        /** As the connection pool says it when such a transaction is rolled back. */
        @GetMapping("/closed")
        void closed() {
            throw new JpaSystemException(new IllegalStateException(new SQLException("Connection is closed")));
        }

        @GetMapping("/full")
        void full() {
            throw new JpaSystemException(new IllegalStateException(new SQLException(
                    "General error", "HY000", 50000, DataUtils.newMVStoreException(2, "Writing to a file failed"))));
        }

        @GetMapping("/refused")
        void refused() {
            throw new JpaSystemException(new IllegalStateException(new SQLException("secret", "42601")));
        }

        @GetMapping("/busy")
        void busy() {
            throw new CannotAcquireLockException("secret");
        }
    }
}
