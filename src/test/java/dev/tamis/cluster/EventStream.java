package dev.tamis.cluster;

import dev.tamis.mainjob.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that follows an experiment's events at one node. */
final class EventStream implements AutoCloseable {

    /** @param id empty where the event has none */
    record Event(String name, String id, JsonNode data) {}

    private final InputStream stream;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** @param lastEventId null to hear what comes from now on */
    EventStream(Service service, String experiment, String lastEventId) {
        this.stream = service.events(experiment, lastEventId);
        Thread reader = new Thread(this::read, "event-stream");
        reader.setDaemon(true);
        reader.start();
    }

    List<Event> events() {
        return events;
    }

    List<JsonNode> named(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(Event::data)
                .toList();
    }

    /** What a browser would send as Last-Event-ID. */
    String lastId() {
        return events.stream().map(Event::id).filter(id -> !id.isEmpty()).reduce("", (earlier, later) -> later);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String name = "";
            String id = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && !name.isEmpty()) {
                    events.add(new Event(name, id, JsonMapper.shared().readTree(data.toString())));
                    name = "";
                    id = "";
                    data.setLength(0);
                }
            }
        } catch (IOException closed) {
            // The test has heard enough, or the node has gone.
        }
    }
}
