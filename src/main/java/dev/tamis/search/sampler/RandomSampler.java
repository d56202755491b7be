package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.Sampler;
import dev.tamis.search.Tried;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws every parameter of every trial independently and uniformly on its domain's scale.
 *
 * <p>Each number depends on the round's seed, the trial's number and the parameter's name alone: adding a parameter, drawing
 * more trials or drawing them elsewhere changes none of the others. Only where a point of a finite space has been tried before, it is
 * drawn again, by a seed of its own.
 */
public record RandomSampler() implements Sampler {

    private static final String AGAIN = "again";

    @Override
    public String type() {
        return "RANDOM";
    }

    @Override
    public String meaning() {
        return "draws each value uniformly on its domain's scale";
    }

    @Override
    public List<Parameters> draw(Ask ask) {
        Tried tried = ask.tried().copy();
        return IntStream.range(ask.first(), ask.first() + ask.count())
                .mapToObj(number -> {
                    Seed own = ask.roundSeed().derive(number);
                    return tried.take(
                            again -> point(
                                    ask.space(),
                                    again == 0 ? own : own.derive(AGAIN).derive(again)),
                            own.derive(AGAIN));
                })
                .toList();
    }

    private static Parameters point(SearchSpace space, Seed trialSeed) {
        return space.point((name, domain) ->
                domain.valueAt(trialSeed.derive(name).generator().nextDouble()));
    }
}
