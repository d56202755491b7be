package dev.tamis.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** People who use a node with tokens. */
public class People {

    private final MockMvc mvc;

    People(MockMvc mvc) {
        this.mvc = mvc;
    }

    /** A token that was made: what it says, and how it is revoked. */
    public record Token(String id, String text) {

        /** Brings it. */
        public RequestPostProcessor bearer() {
            return People.bearer(text);
        }
    }

    /** Brings a token. */
    public static RequestPostProcessor bearer(String token) {
        return request -> {
            request.addHeader("Authorization", "Bearer " + token);
            return request;
        };
    }

    /** Brings the first admin's. */
    public static RequestPostProcessor admin() {
        return bearer(NodeWithTokensTest.ADMIN);
    }

    /** Comes from an address. */
    public static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    /** A new token that the first admin makes for somebody. */
    public Token token(String owner, String role) throws Exception {
        String made = mvc.perform(post("/api/v1/tokens")
                        .with(admin())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"label\": \"of a test\", \"owner\": \"%s\", \"role\": \"%s\"}"
                                .formatted(owner, role)))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return new Token(JsonPath.read(made, "$.id"), JsonPath.read(made, "$.token"));
    }
}
