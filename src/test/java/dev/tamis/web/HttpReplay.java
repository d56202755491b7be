package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends the requests of a file one after the other, as an IDE's HTTP client would, and runs their handlers. */
class HttpReplay {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpScript script = new HttpScript();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final DocumentedApi documented;
    private final Consumer<Exchange> afterEach;

    /**
     * A request as it was sent, and its answer.
     *
     * @param body a text where the answer was no JSON
     */
    record Exchange(String method, String address, int status, JsonNode body) {}

    /**
     * @param host in place of the file's own
     * @param documented judges every answer
     * @param afterEach is told of each request and its answer, before the next one is sent
     */
    HttpReplay(String host, DocumentedApi documented, Consumer<Exchange> afterEach) {
        this.documented = documented;
        variables.put("host", host);
        this.afterEach = afterEach;
    }

    /** @return how many assertions held */
    int replay(HttpFile file) throws IOException, InterruptedException {
        file.variables().forEach(variables::putIfAbsent);
        int assertions = 0;
        for (HttpFile.Request request : file.requests()) {
            HttpResponse<String> response = send(request);
            documented.check(response);
            JsonNode body = body(response);
            try {
                assertions += script.run(request.script(), response.statusCode(), headers(response), body);
            } catch (AssertionError failed) {
                throw new AssertionError(request.title() + ": " + failed.getMessage(), failed);
            }
            afterEach.accept(new Exchange(request.method(), response.uri().toString(), response.statusCode(), body));
        }
        return assertions;
    }

    /** Clients give handlers an object where the answer is JSON, and a text otherwise. */
    private static JsonNode body(HttpResponse<String> response) {
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return json ? JSON.readTree(response.body()) : JSON.valueToTree(response.body());
    }

    private static Map<String, String> headers(HttpResponse<String> response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private HttpResponse<String> send(HttpFile.Request request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(filled(request.address())))
                .method(
                        request.method(),
                        request.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body(request)));
        request.headers().forEach((name, value) -> builder.header(name, filled(value)));
        return client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Forms have the line ends of the wire. */
    private String body(HttpFile.Request request) {
        boolean form = request.headers().getOrDefault("Content-Type", "").startsWith("multipart/");
        return form ? filled(request.body()).replace("\n", "\r\n") : filled(request.body());
    }

    private String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(placeholder -> {
            String name = placeholder.group(1);
            String value = script.globals().getOrDefault(name, variables.get(name));
            assertThat(value).as("variable " + name).isNotNull();
            return Matcher.quoteReplacement(value);
        });
    }
}
