package dev.tamis.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few requests that the demonstration makes. Every failure is a {@link DemoFailure} with a sentence. */
final class ServiceClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();

    private final JsonMapper json = new JsonMapper();

    private final URI base;

    private final String token;

    /**
     * @param base scheme, host, port and context path of the service, without a slash at the end
     * @param token empty where the service needs none
     */
    ServiceClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    URI base() {
        return base;
    }

    JsonNode post(String path, String body) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    JsonNode get(String path) throws InterruptedException {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        String asked = request.method() + " " + request.uri();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new DemoFailure(
                        asked + " was refused with status " + response.statusCode() + explained(response));
            }
            return json.readTree(response.body());
        } catch (JacksonException e) {
            throw new DemoFailure(asked + " was not answered with JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DemoFailure(asked + " got no answer: " + e, e);
        }
    }

    private String explained(HttpResponse<String> response) {
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            return ".";
        }
        JsonNode problem = json.readTree(response.body());
        String errors = StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(error -> "\n  " + error.path("field").asString("?") + ": "
                        + error.path("message").asString("?"))
                .collect(Collectors.joining());
        return ": " + problem.path("detail").asString(problem.path("title").asString("no detail given")) + errors;
    }
}
