package dev.tamis.web.http;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.People;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Who is refused before anything else is asked counts like those who are let in. */
@SpringBootTest(
        properties = {
            "tamis.worker.enabled=false",
            "tamis.token=0123456789abcdef-for-tests",
            "tamis.tokens[0].owner=ann",
            "tamis.tokens[0].role=VIEWER",
            "tamis.tokens[0].token=0123456789abcdef-of-ann",
            "tamis.quota.owner.requests-per-second=1",
            "spring.datasource.url=jdbc:h2:mem:refused;WRITE_DELAY=0;DB_CLOSE_DELAY=-1",
            "logging.level.root=warn"
        })
@AutoConfigureMockMvc
class RefusedTooFastTest {

    private static final int BURST = 10;

    @Autowired
    private MockMvc mvc;

    @ParameterizedTest
    @CsvSource({
        "nothing, 192.0.2.1, /api/v1/experiments, localhost, 401",
        "made-up, 192.0.2.2, /api/v1/experiments, localhost, 401",
        "0123456789abcdef-of-ann, 192.0.2.3, /api/v1/quotas, localhost, 403",
        "nothing, 192.0.2.4, /api/v1/experiments, evil.example, 421"
    })
    void countsLikeThoseWhoAreLetIn(String token, String address, String path, String host, int refused)
            throws Exception {
        for (int i = 0; i < BURST; i++) {
            ask(token, address, path, host)
                    .andExpect(status().is(refused))
                    .andExpect(header().exists("RateLimit"))
                    .andExpect(header().exists("RateLimit-Policy"));
        }
        ask(token, address, path, host)
                .andExpect(status().isTooManyRequests())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("TOO_MANY_REQUESTS"));
    }

    private ResultActions ask(String token, String address, String path, String host) throws Exception {
        MockHttpServletRequestBuilder request = get(path).header("Host", host).with(People.from(address));
        return mvc.perform(token.equals("nothing") ? request : request.header("Authorization", "Bearer " + token));
    }
}
