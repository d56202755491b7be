/** Pruners: for each one file, and one line in {@code META-INF/services/dev.tamis.search.Pruner}. */
package dev.tamis.search.pruner;
