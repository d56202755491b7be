package dev.tamis.search.pruner;

import dev.tamis.search.Judged;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Rule;

/** Stops nothing. */
public record NoPruner() implements Pruner {

    @Override
    public String type() {
        return "NONE";
    }

    @Override
    public String meaning() {
        return "trains every trial to its end";
    }

    @Override
    public boolean stops() {
        return false;
    }

    @Override
    public Rule rule(Judged trial, Peers peers) {
        return Rule.NONE;
    }
}
