package dev.tamis.web.http;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Those who take answers.
 *
 * @param patience how long one may take for an answer, beside the time for its size: phones in tunnels
 * @param exports how many exports may be on their way at a time
 */
public record Readers(Duration patience, Places exports, InstantSource steady) {

    /** @throws dev.tamis.space.Refusal if no more may be on their way, in all or from that address */
    public Places.Place export(String address) {
        return exports.take(address, AllThreadsTaken::new);
    }

    /** For one answer, which begins now. */
    public TimeToTake time() {
        return new TimeToTake(patience, steady);
    }
}
