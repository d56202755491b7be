package dev.tamis.web.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** HTTP as bytes, for clients that real libraries would not let be so rude. One connection, opened again when it was closed. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private Socket socket;

    Wire(int port) {
        this.port = port;
    }

    /** An answer; of a stream without end its head only. */
    record Answer(int status, Map<String, String> headers, String body) {}

    Answer exchange(byte[] request) throws IOException {
        boolean used = socket != null;
        try {
            return once(request);
        } catch (EOFException | SocketException closed) {
            close();
            if (!used) {
                throw closed;
            }
            // The server may close an idle connection, or one whose request it has not read to its end, at any time.
            return once(request);
        }
    }

    private Answer once(byte[] request) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
        }
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (SocketException refusedEarly) {
            // It answers before it has read all; the answer is there.
        }
        InputStream in = socket.getInputStream();
        String statusLine = line(in);
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        boolean endless = headers.getOrDefault("Content-Type", "").startsWith("text/event-stream");
        boolean head = new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1).equals("HEAD ");
        String body = endless || head || status == 304 || status == 204 ? "" : body(in, headers);
        if (endless || "close".equals(headers.getOrDefault("Connection", "").toLowerCase(Locale.ROOT))) {
            close();
        }
        return new Answer(status, headers, body);
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.containsKey("Content-Length")) {
            body.writeBytes(in.readNBytes(Integer.parseInt(headers.get("Content-Length"))));
        } else if ("chunked".equals(headers.get("Transfer-Encoding"))) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
            }
            line(in);
        } else {
            body.writeBytes(in.readAllBytes());
        }
        InputStream unpacked = new ByteArrayInputStream(body.toByteArray());
        if ("gzip".equals(headers.get("Content-Encoding"))) {
            unpacked = new GZIPInputStream(unpacked);
        }
        return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection after " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
