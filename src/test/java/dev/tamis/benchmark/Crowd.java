package dev.tamis.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many clients in one thread, so that they take little of the machine that they share with the service: some ask again and again
 * over connections that they keep, as pages do, and name the tag of the answer they have; the others follow events.
 */
class Crowd implements AutoCloseable {

    private final InetSocketAddress service;
    private final Selector selector;
    private final List<Poller> pollers = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private final List<Double> millis = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private int broken;

    Crowd(int port) {
        try {
            service = new InetSocketAddress("localhost", port);
            selector = Selector.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A client that asks for each path in turn, {@code every} apart, the first time after {@code first}. */
    void poll(List<String> paths, Duration first, Duration every) {
        pollers.add(new Poller(paths, System.nanoTime() + first.toNanos(), every.toNanos()));
    }

    /** A client that follows events. */
    void follow(String path) {
        streams.add(new Stream(path));
    }

    /** Lets them ask and listen for so long. What they measured before is forgotten. */
    void live(Duration time) {
        millis.clear();
        statuses.clear();
        streams.forEach(stream -> stream.bytes = 0);
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                long next = end;
                for (Poller each : pollers) {
                    each.askIfDue(now);
                    next = Math.min(next, each.asked ? end : each.due);
                }
                selector.select(
                        key -> ((Client) key.attachment()).read(), Math.max(1, (next - System.nanoTime()) / 1_000_000));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sorted times of the answers, from asking to the last byte. */
    double[] millis() {
        return millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** How many answers had which status. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** Clients whose connection the service has ended. */
    int broken() {
        return broken;
    }

    /** Of those who follow, how many have been told something. */
    long told() {
        return streams.stream().filter(stream -> stream.bytes > 0).count();
    }

    /** What those who follow have been told. */
    long megabytesTold() {
        return streams.stream().mapToLong(stream -> stream.bytes).sum() / 1_000_000;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** A connection. */
    private abstract class Client {

        private final SocketChannel channel;

        Client() {
            try {
                channel = SocketChannel.open(service);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, this);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        void send(String request) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException gone) {
                gone();
            }
        }

        void read() {
            try {
                int count = channel.read(buffer.clear());
                if (count < 0) {
                    gone();
                } else {
                    take(buffer.flip());
                }
            } catch (IOException gone) {
                gone();
            }
        }

        abstract void take(ByteBuffer bytes);

        private void gone() {
            broken++;
            try {
                channel.close();
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private class Poller extends Client {

        private final List<String> paths;
        private final String[] tags;
        private final long every;
        private final StringBuilder answer = new StringBuilder();
        private int turn;
        private long due;
        private boolean asked;
        private long since;

        Poller(List<String> paths, long due, long every) {
            this.paths = paths;
            this.tags = new String[paths.size()];
            this.due = due;
            this.every = every;
        }

        void askIfDue(long now) {
            if (!asked && now >= due) {
                asked = true;
                since = System.nanoTime();
                due = Math.max(due + every, since);
                String tag = tags[turn];
                send(request(paths.get(turn), tag == null ? "" : "If-None-Match: " + tag + "\r\n"));
            }
        }

        @Override
        void take(ByteBuffer bytes) {
            answer.append(StandardCharsets.ISO_8859_1.decode(bytes));
            int head = answer.indexOf("\r\n\r\n");
            if (head >= 0 && isWhole(head)) {
                millis.add((System.nanoTime() - since) / 1e6);
                statuses.merge(Integer.valueOf(answer.substring(9, 12)), 1, Integer::sum);
                tags[turn] = header(head, "ETag");
                turn = (turn + 1) % paths.size();
                answer.setLength(0);
                asked = false;
            }
        }

        private boolean isWhole(int head) {
            String length = header(head, "Content-Length");
            if (length != null) {
                return answer.length() == head + 4 + Integer.parseInt(length);
            }
            return header(head, "Transfer-Encoding") == null
                    || answer.substring(head).endsWith("\r\n0\r\n\r\n");
        }

        private String header(int head, String name) {
            int at = answer.indexOf("\r\n" + name + ": ");
            return at < 0 || at >= head
                    ? null
                    : answer.substring(at + name.length() + 4, answer.indexOf("\r\n", at + 2));
        }
    }

    private class Stream extends Client {

        private long bytes;

        Stream(String path) {
            send(request(path, "Accept: text/event-stream\r\n"));
        }

        @Override
        void take(ByteBuffer told) {
            bytes += told.remaining();
        }
    }

    private String request(String path, String header) {
        return "GET /api/v1" + path + " HTTP/1.1\r\nHost: localhost:" + service.getPort() + "\r\n" + header + "\r\n";
    }
}
