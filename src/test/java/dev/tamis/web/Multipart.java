package dev.tamis.web;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A form with files, as curl and browsers send it to a real server. */
public final class Multipart {

    private static final String BOUNDARY = "----tamis";

    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private Multipart() {}

    public static Multipart form() {
        return new Multipart();
    }

    public Multipart field(String name, Object value) {
        return part("name=\"" + name + "\"", String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    public Multipart file(String name, String fileName, byte[] content) {
        return part("name=\"" + name + "\"; filename=\"" + fileName + "\"\r\nContent-Type: text/csv", content);
    }

    public Multipart file(String name, String content) {
        return file(name, "data.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    private Multipart part(String head, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    public HttpResponse<String> post(String address) throws Exception {
        return send(address, HttpRequest.BodyPublishers.ofByteArray(bytes()));
    }

    public static HttpResponse<String> send(String address, HttpRequest.BodyPublisher body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .header("Content-Type", CONTENT_TYPE)
                                .POST(body)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
