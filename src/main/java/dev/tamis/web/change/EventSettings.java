package dev.tamis.web.change;

import dev.tamis.web.http.Places;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/** Whom this node keeps connected: clients that follow events, and requests that wait for a change. */
@ConfigurationProperties("tamis.api")
public record EventSettings(
        @DefaultValue Events events,
        @Name("wait") @DefaultValue Wait waiting) {

    /**
     * Clients that follow.
     *
     * @param pollInterval how often followed experiments are looked at
     * @param maxClients how many clients in all
     * @param maxClientsPerAddress and from one address
     * @param patience how long a client may take nothing of what it is sent
     */
    public record Events(
            @DefaultValue("500ms") Duration pollInterval,
            @DefaultValue("2000") int maxClients,
            @DefaultValue("1200") int maxClientsPerAddress,
            @DefaultValue("20s") Duration patience) {

        /** Places for so many. */
        public Places places() {
            return new Places(maxClients, maxClientsPerAddress);
        }
    }

    /**
     * Requests that wait.
     *
     * @param maxClients how many in all
     * @param maxClientsPerAddress and from one address
     */
    record Wait(
            @DefaultValue("2000") int maxClients,
            @DefaultValue("1200") int maxClientsPerAddress) {

        Places places() {
            return new Places(maxClients, maxClientsPerAddress);
        }
    }
}
