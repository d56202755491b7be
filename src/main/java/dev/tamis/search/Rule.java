package dev.tamis.search;

import java.util.Optional;

/** What a {@link Pruner} has decided of one trial before it trains: a function of its own curve from then on. */
@FunctionalInterface
public interface Rule {

    /** Lets it train to its end. */
    Rule NONE = curve -> Optional.empty();

    /**
     * Whether it shall stop after the latest step.
     *
     * @param curve how it has gone until then
     * @return empty if it trains on
     */
    Optional<Stop> after(Curve curve);
}
