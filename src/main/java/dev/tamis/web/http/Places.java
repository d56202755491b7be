package dev.tamis.web.http;

import dev.tamis.access.Networks;
import dev.tamis.space.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * How many clients are served at a time: in all, from one address, and of one person from wherever they come, so that no single one takes the
 * places of all.
 */
public class Places {

    private int most;
    private int mostOfOne;
    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<String, Integer> takenByPersons = new HashMap<>();
    private int count;

    /**
     * @param most in all
     * @param mostOfOne from one address
     */
    public Places(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** A place that a client has; given back once, however often it is closed. */
    public final class Place implements AutoCloseable {

        private final Client client;
        private final AtomicBoolean given = new AtomicBoolean();

        private Place(Client client) {
            this.client = client;
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                giveBack(client);
            }
        }
    }

    /**
     * Who wants a place.
     *
     * @param address of IPv6 its network counts
     * @param person empty for somebody who is not asked
     * @param mostOfPerson how many they may have, from all addresses
     */
    public record Client(String address, Optional<String> person, int mostOfPerson) {

        public Client {
            address = Networks.of(address);
        }

        /** Somebody at an address. */
        static Client at(String address) {
            return new Client(address, Optional.empty(), Integer.MAX_VALUE);
        }
    }

    /**
     * @param full what to tell a client where all places are taken
     * @throws Refusal where they are, or where the address has as many as one may have
     */
    public Place take(String address, Supplier<? extends Refusal> full) {
        return take(Client.at(address), full);
    }

    /**
     * @param full what to tell a client where all places are taken
     * @throws Refusal where they are, or where the address or the person has as many as one may have
     */
    public synchronized Place take(Client client, Supplier<? extends Refusal> full) {
        if (count >= most) {
            throw full.get();
        }
        int others = taken.getOrDefault(client.address(), 0);
        if (others >= mostOfOne) {
            throw new TooManyOfOne("Your address has", others);
        }
        client.person().ifPresent(person -> {
            int theirs = takenByPersons.getOrDefault(person, 0);
            if (theirs >= client.mostOfPerson()) {
                throw new TooManyOfOne("You have", theirs);
            }
            takenByPersons.put(person, theirs + 1);
        });
        taken.put(client.address(), others + 1);
        count++;
        return new Place(client);
    }

    /** How many there are. */
    public synchronized int most() {
        return most;
    }

    /**
     * There are no more than so many from now on, and an address may have the same share of them as before. Places that are taken stay so
     * until they are given back.
     *
     * @param fewer above 0; more than there are changes nothing
     */
    public synchronized void limit(int fewer) {
        if (fewer < most) {
            mostOfOne = (int) Math.max(1, (long) mostOfOne * fewer / most);
            most = fewer;
        }
    }

    /** How many are taken. */
    public synchronized int taken() {
        return count;
    }

    /** How many somebody has, from wherever they come. */
    public synchronized int takenBy(String person) {
        return takenByPersons.getOrDefault(person, 0);
    }

    private synchronized void giveBack(Client client) {
        taken.computeIfPresent(client.address(), (key, places) -> places == 1 ? null : places - 1);
        client.person()
                .ifPresent(person ->
                        takenByPersons.computeIfPresent(person, (key, places) -> places == 1 ? null : places - 1));
        count--;
    }
}
