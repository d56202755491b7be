package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends the requests of a file one after the other, as an IDE's HTTP client would, and checks what their handlers assert. */
class HttpReplay {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern STATEMENT = Pattern.compile("client\\.(assert|global\\.set)\\((.*)\\);");
    private static final Pattern ASSERTION = Pattern.compile("response\\.(status|body[.\\w]*) === (.*)");
    private static final Pattern CAPTURE =
            Pattern.compile("\"(\\w+)\", (JSON\\.stringify\\()?response\\.body([.\\w]*)\\)?");
    private static final Pattern CAPTURED = Pattern.compile("client\\.global\\.get\\(\"(\\w+)\"\\)");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final BiConsumer<HttpFile.Request, JsonNode> afterEach;

    /**
     * @param host in place of the file's own
     * @param afterEach is told of each request and the body of its answer, before the next one is sent
     */
    HttpReplay(String host, BiConsumer<HttpFile.Request, JsonNode> afterEach) {
        variables.put("host", host);
        this.afterEach = afterEach;
    }

    /** @return how many assertions held */
    int replay(HttpFile file) throws IOException, InterruptedException {
        file.variables().forEach(variables::putIfAbsent);
        int assertions = 0;
        for (HttpFile.Request request : file.requests()) {
            HttpResponse<String> response = send(request);
            JsonNode body = response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
            assertions += follow(request, response.statusCode(), body);
            afterEach.accept(request, body);
        }
        return assertions;
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

    private int follow(HttpFile.Request request, int status, JsonNode body) {
        int assertions = 0;
        Matcher statement = STATEMENT.matcher(request.script());
        while (statement.find()) {
            if (statement.group(1).equals("assert")) {
                check(request, statement.group(2), status, body);
                assertions++;
            } else {
                capture(statement.group(2), body);
            }
        }
        return assertions;
    }

    private void check(HttpFile.Request request, String assertion, int status, JsonNode body) {
        Matcher parts = matched(ASSERTION, assertion);
        String actual = parts.group(1).equals("status")
                ? String.valueOf(status)
                : at(body, parts.group(1).substring("body".length())).asString();
        Matcher captured = CAPTURED.matcher(parts.group(2));
        String expected = captured.matches()
                ? variables.get(captured.group(1))
                : parts.group(2).replace("\"", "");
        assertThat(actual)
                .as("%s: %s, and the answer was %s", request.title(), assertion, body)
                .isEqualTo(expected);
    }

    private void capture(String arguments, JsonNode body) {
        Matcher parts = matched(CAPTURE, arguments);
        JsonNode value = at(body, parts.group(3));
        variables.put(parts.group(1), parts.group(2) == null ? value.asString() : value.toString());
    }

    private static JsonNode at(JsonNode body, String path) {
        JsonNode node = body.at(path.replace('.', '/'));
        assertThat(node.isMissingNode()).as("no %s in %s", path, body).isFalse();
        return node;
    }

    private String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(placeholder -> {
            String value = variables.get(placeholder.group(1));
            assertThat(value).as("variable " + placeholder.group(1)).isNotNull();
            return Matcher.quoteReplacement(value);
        });
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.matches())
                .as("the format that http/README.md describes does not have: " + text)
                .isTrue();
        return matcher;
    }
}
