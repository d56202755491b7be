package dev.tamis.search;

import java.util.Optional;

/**
 * What the tests say of one parameter.
 *
 * @param basis on what its range may change at all
 * @param pValue of the parameter's own evidence
 * @param group with which parameters it is known to matter, but not by itself; empty where it stands out alone or nothing is
 *     significant
 * @param sure whether the parameter's own evidence is enough to move its range
 */
record Finding(Basis basis, double pValue, Optional<Group> group, boolean sure) {

    /** What may be said with confidence: nothing where the parameter's own evidence is weak. */
    Finding confident() {
        return sure ? this : new Finding(Basis.NONE, pValue, group, false);
    }
}
