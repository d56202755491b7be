package dev.tamis.scheduling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node trains.
 *
 * @param enabled whether it trains at all; a node that does not is an API node
 * @param turn how long a lane trains before it steps back behind the others
 * @param reportEvery how old unwritten results may get
 * @param deathsAllowed how many workers may die with a trial before it counts as FAILED
 */
@ConfigurationProperties("tamis.worker")
record WorkerSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2s") Duration turn,
        @DefaultValue("200ms") Duration reportEvery,
        @DefaultValue("2") int deathsAllowed) {}
