package dev.tamis.web.fuzz;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests after an OpenAPI document. */
final class Requests {

    /** What kind of request it shall be. */
    enum Kind {
        LEGAL,
        EDGE,
        BROKEN,
        HUGE
    }

    /** Writes what is nested deeper than the library thinks wise. */
    private static final int MORE_THAN_A_BODY_MAY_HAVE = 1 << 20;

    private static final JsonMapper WRITER = new JsonMapper(JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build());

    private static final String BOUNDARY = "----fuzz";

    private static final List<String> RUDE_QUERIES = List.of(
            "x=%zz",
            "q=%ff", "=", "&&&", "a%0aFORGED%1b[31m=%zz", "%00=1", "page=1&page=2", "size=", "x=\u00e9", "%E0%80%80=1");

    private static final List<String> RUDE_TYPES = List.of(
            "*/*",
            "application/*",
            "application/*+json",
            "text/plain",
            "application/yaml",
            "application/json;charset=utf-16",
            "nonsense",
            "",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/json;;",
            "a/b/c");

    private static final List<String> RUDE_HEADERS = List.of(
            "Accept: nonsense",
            "Accept: application/xml",
            "Accept: text/csv",
            "Accept: */*;q=0",
            "Accept-Encoding: gzip, *;q=0",
            "Content-Encoding: gzip",
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(300),
            "Idempotency-Key: a\r\nIdempotency-Key: b",
            "Last-Event-ID: -1",
            "Last-Event-ID: x",
            "Last-Event-ID: 9223372036854775808",
            "If-None-Match: *",
            "If-None-Match: \"x",
            "Range: bytes=0-1",
            "X-Forwarded-For: 1.2.3.4",
            "X-Forwarded-Host: evil.test",
            "Cookie: a=\u0001",
            "X: " + "x".repeat(7_000),
            "Accept-Language: " + "de,".repeat(500),
            "Connection: upgrade\r\nUpgrade: websocket");

    private final JsonNode document;
    private final Values values;
    private final Values.Known known;
    private final Random random;

    /** Of its own, for what is known depends on answers. */
    private final Random coin = new Random(1);

    private final List<Operation> operations = new ArrayList<>();

    /** An operation of the document. */
    private record Operation(String method, String path, JsonNode document) {}

    /** A request, and the path that the judge of its answer asks for. */
    record Request(Kind kind, String method, String path, String query, byte[] bytes) {

        String address() {
            return query.isEmpty() ? path : path + "?" + query;
        }

        String shown() {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return kind + " "
                    + (text.length() < 1_500 ? text : text.substring(0, 1_500) + " … " + text.length() + " characters");
        }
    }

    Requests(JsonNode document, Random random, Values.Known known) {
        this.document = document;
        this.random = random;
        this.known = known;
        values = new Values(document, random, known);
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(each -> {
                    if (List.of("get", "post", "put", "patch", "delete").contains(each.getKey())) {
                        operations.add(
                                new Operation(each.getKey().toUpperCase(Locale.ROOT), path.getKey(), each.getValue()));
                    }
                }));
    }

    Request next() {
        Operation operation = operations.get(random.nextInt(operations.size()));
        int which = random.nextInt(100);
        Kind kind = which < 30 ? Kind.LEGAL : which < 60 ? Kind.EDGE : which < 93 ? Kind.BROKEN : Kind.HUGE;
        String method = kind == Kind.BROKEN && random.nextInt(30) == 0 ? otherMethod() : operation.method();
        String path = path(operation, kind);
        String query = query(operation, kind);
        StringBuilder head =
                new StringBuilder(method + " " + path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1\r\n");
        head.append("Host: localhost\r\n");
        byte[] body = new byte[0];
        JsonNode content = operation.document().at("/requestBody/content");
        if (!content.isMissingNode()) {
            boolean form = content.has("multipart/form-data");
            body = form ? form(content.get("multipart/form-data"), kind) : json(content.path("application/json"), kind);
            String type = form ? "multipart/form-data; boundary=" + BOUNDARY : "application/json";
            head.append("Content-Type: ")
                    .append(rudely(kind) ? any(RUDE_TYPES) : type)
                    .append("\r\n");
        } else if (rudely(kind)) {
            head.append("Content-Type: ").append(any(RUDE_TYPES)).append("\r\n");
            body = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
        }
        if (rudely(kind)) {
            head.append(any(RUDE_HEADERS)).append("\r\n");
        }
        if (coin.nextBoolean()) {
            known.tag(query.isEmpty() ? path : path + "?" + query)
                    .ifPresent(tag -> head.append("If-None-Match: ").append(tag).append("\r\n"));
        }
        if (body.length > 0 || !method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return new Request(kind, method, path, query, bytes.toByteArray());
    }

    private boolean rudely(Kind kind) {
        return kind == Kind.BROKEN && random.nextInt(8) == 0;
    }

    private String otherMethod() {
        return any(List.of("PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "FOO", "POST"));
    }

    private String path(Operation operation, Kind kind) {
        String path = operation.path();
        for (JsonNode each : operation.document().path("parameters")) {
            JsonNode parameter = values.resolved(each);
            if (parameter.path("in").asString().equals("path")) {
                path = path.replace("{" + parameter.get("name").asString() + "}", segment(operation, parameter, kind));
            }
        }
        return path;
    }

    private String segment(Operation operation, JsonNode parameter, Kind kind) {
        String path = operation.path();
        boolean expendable = operation.method().equals("DELETE");
        if (kind == Kind.HUGE && random.nextInt(20) == 0) {
            return "9".repeat(1 + random.nextInt(6_000));
        }
        if (kind == Kind.BROKEN && random.nextInt(15) == 0) {
            return any(List.of(
                    "%zz",
                    "%00", "%2e%2e", "a%2Fb", ";", "x;y=z", "%ff", "-1", "0x1", "%F0%9F%98%80", "\u00e9", "%5c"));
        }
        if (random.nextInt(10) > 0 && parameter.get("name").asString().equals("id")) {
            return known.id(path, expendable);
        }
        if (random.nextInt(10) > 0 && parameter.get("name").asString().equals("name")) {
            return known.dataset(expendable);
        }
        JsonNode schema = parameter.path("schema");
        JsonNode value = kind == Kind.EDGE && random.nextInt(6) == 0 ? values.edge(schema) : values.legal(schema);
        return encoded(value.asString());
    }

    private String query(Operation operation, Kind kind) {
        List<String> parts = new ArrayList<>();
        for (JsonNode each : operation.document().path("parameters")) {
            JsonNode parameter = values.resolved(each);
            if (parameter.path("in").asString().equals("query") && random.nextInt(3) == 0) {
                parts.add(parameter.get("name").asString() + "=" + argument(parameter, kind));
            }
        }
        if (kind == Kind.HUGE && random.nextInt(10) == 0) {
            int count = 1 + random.nextInt(1_500);
            for (int i = 0; i < count; i++) {
                parts.add("a" + i + "=");
            }
        }
        if (rudely(kind)) {
            parts.add(any(RUDE_QUERIES));
        }
        return String.join("&", parts);
    }

    private String argument(JsonNode parameter, Kind kind) {
        if (parameter.get("name").asString().equals("wait")) {
            // A client that waits would stand still here, alone as it is.
            return any(List.of("0", "0", "-1", "61", "0.5", "x", "99999999999"));
        }
        JsonNode schema = parameter.path("schema");
        JsonNode value = switch (kind) {
            case LEGAL, HUGE -> values.legal(schema);
            case EDGE -> values.edge(schema);
            case BROKEN -> random.nextBoolean() ? values.legal(schema) : values.wrong();
        };
        return encoded(value.isArray() && !value.isEmpty() ? value.get(0).asString("") : value.asString(""));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] json(JsonNode content, Kind kind) {
        JsonNode schema = content.path("schema");
        JsonNode examples = content.path("examples");
        JsonNode body = !examples.isEmpty() && random.nextInt(3) > 0
                ? new ArrayList<>(examples.properties())
                        .get(random.nextInt(examples.size()))
                        .getValue()
                        .path("value")
                        .deepCopy()
                : values.legal(schema).deepCopy();
        if (kind == Kind.EDGE) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                body = Mutation.replaced(body, random, old -> random.nextBoolean() ? values.number() : values.text());
            }
        } else if (kind == Kind.HUGE) {
            body = Mutation.replaced(body, random, values::huge);
        } else if (kind == Kind.BROKEN) {
            body = broken(body);
        }
        String text = WRITER.writeValueAsString(body);
        if (kind == Kind.HUGE && random.nextInt(10) == 0) {
            text += " ".repeat(MORE_THAN_A_BODY_MAY_HAVE);
        }
        return (kind == Kind.BROKEN && random.nextInt(4) == 0 ? garbled(text) : text).getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode broken(JsonNode body) {
        JsonNode broken = body;
        for (int i = random.nextInt(3); i >= 0; i--) {
            broken = switch (random.nextInt(4)) {
                case 0 -> Mutation.without(broken, random);
                case 1 -> Mutation.withAStranger(broken, random, values.wrong());
                default -> Mutation.replaced(broken, random, old -> values.wrong());
            };
        }
        return broken;
    }

    private String garbled(String text) {
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at);
            case 1 ->
                text.substring(0, at)
                        + any(List.of("\u0000", ",", "{", "\"", "NaN", "//", "'", "\\ud800", "1e"))
                        + text.substring(at);
            case 2 -> text + text;
            case 3 -> text.replaceFirst("\\{\"(\\w+)\":", "{\"$1\":1,\"$1\":");
            default -> "[".repeat(random.nextInt(3_000)) + text;
        };
    }

    private byte[] form(JsonNode content, Kind kind) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, JsonNode> each :
                values.resolved(content.path("schema")).path("properties").properties()) {
            boolean file = each.getValue().path("format").asString("").equals("binary");
            boolean left = each.getKey().equals("testFile") || kind == Kind.BROKEN;
            if (left && random.nextInt(3) > 0) {
                continue;
            }
            JsonNode value = kind == Kind.EDGE ? values.edge(each.getValue()) : values.legal(each.getValue());
            part(
                    body,
                    each.getKey(),
                    file,
                    file
                            ? table(kind)
                            : kind == Kind.HUGE && random.nextInt(5) == 0
                                    ? "9".repeat(random.nextInt(1_000_000))
                                    : value.asString(""));
        }
        body.writeBytes(("--" + BOUNDARY + (kind == Kind.BROKEN && random.nextInt(5) == 0 ? "" : "--") + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private void part(ByteArrayOutputStream body, String name, boolean file, String content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                        + (file ? "; filename=\"x.csv\"\r\nContent-Type: text/csv" : "") + "\r\n\r\n" + content
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private String table(Kind kind) {
        int columns = kind == Kind.HUGE ? 1 + random.nextInt(3_000) : 1 + random.nextInt(4);
        int rows = kind == Kind.HUGE ? 1 + random.nextInt(300_000 / columns) : 5 + random.nextInt(60);
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            table.append("c").append(i).append(',');
        }
        table.append("y\n");
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                table.append(random.nextInt(100)).append(',');
            }
            table.append((char) ('a' + random.nextInt(3))).append('\n');
        }
        if (kind == Kind.BROKEN) {
            int at = random.nextInt(table.length());
            table.insert(at, any(List.of("\"", ",", "\n", "x", "\u0000", "NaN", "\r", ";")));
        }
        return table.toString();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
