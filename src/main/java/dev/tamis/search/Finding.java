package dev.tamis.search;

/**
 * What the tests say of one parameter.
 *
 * @param basis on what its range may change
 * @param pValue of that evidence, corrected; of its own evidence where the basis is NONE
 */
record Finding(Basis basis, double pValue) {}
