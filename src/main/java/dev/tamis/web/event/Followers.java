package dev.tamis.web.event;

import dev.tamis.SteadyTime;
import dev.tamis.access.Credential;
import dev.tamis.access.Credentials;
import dev.tamis.people.Subject;
import dev.tamis.quota.Quotas;
import dev.tamis.web.change.EventFeeds;
import dev.tamis.web.change.EventSettings;
import dev.tamis.web.http.Held;
import dev.tamis.web.http.Places;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The clients that follow experiments here, each over a connection of its own. */
@Component
class Followers implements Held {

    /** Clients reconnect by themselves, with Last-Event-ID; until then a connection that nobody misses may live. */
    private static final Duration LONGEST_CONNECTION = Duration.ofMinutes(30);

    private final EventFeeds feeds;
    private final ChangeReader reader;
    private final SteadyTime steady;
    private final Credentials credentials;
    private final EventSettings.Events settings;
    private final Places places;
    private final Quotas quotas;

    Followers(
            EventFeeds feeds,
            ChangeReader reader,
            SteadyTime steady,
            Credentials credentials,
            EventSettings settings,
            Quotas quotas) {
        this.quotas = quotas;
        this.feeds = feeds;
        this.reader = reader;
        this.steady = steady;
        this.credentials = credentials;
        this.settings = settings.events();
        this.places = settings.events().places();
    }

    /**
     * Starts to tell a client of an experiment's changes.
     *
     * @param after change number of the last change that the client knows; from now on if empty
     * @throws dev.tamis.experiment.NotFound if there is no such experiment
     */
    void follow(
            Subject by, UUID experimentId, OptionalLong after, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        feeds.now(by, experimentId);
        Places.Client client = new Places.Client(
                request.getRemoteAddr(),
                Optional.of(by.name()),
                quotas.of(by.name()).streams());
        Places.Place place = places.take(client, () -> new TooManyFollowers(places.most()));
        EventStream stream = EventStream.answering(request, response, LONGEST_CONNECTION, steady);
        Optional<Credential> shown = Credential.of(request);
        Follower follower = new Follower(
                stream,
                reader,
                settings.patience(),
                () -> shown.filter(credentials::stillHold).isPresent(),
                after);
        stream.whenOver(() -> {
            place.close();
            feeds.leave(experimentId, follower);
        });
        feeds.join(by, experimentId, follower);
        stream.open();
    }

    /** No more of them from now on: there are no more connections for them. */
    void limit(int clients) {
        places.limit(clients);
    }

    @Override
    public Kind kind() {
        return Kind.STREAMS;
    }

    @Override
    public int by(String person) {
        return places.takenBy(person);
    }

    /** How many they are. */
    int number() {
        return places.taken();
    }
}
