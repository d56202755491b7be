package dev.tamis.search;

import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;

/** Something to minimise over a space. */
public interface Ground {

    SearchSpace box();

    double at(Parameters point);
}
