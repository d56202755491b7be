package dev.tamis.search;

import java.util.List;

/**
 * Parameters of which it is known that some matter, but not which.
 *
 * @param parameters their names, at least one
 * @param pValue how likely trials would look so if none of them mattered
 */
public record Group(List<String> parameters, double pValue) {

    public Group {
        parameters = List.copyOf(parameters);
    }
}
