package dev.tamis.web.reading;

import dev.tamis.space.Violations;
import java.util.Set;

/**
 * A request body that has been read as far as it could be, with what was wrong on the way. Whoever turns it into values of
 * the domain adds what those refuse and throws at the end, so that a client hears of everything at once.
 *
 * @param value what was read; a field that is absent, or was refused, is null
 * @param violations duplicates, unknown fields, wrong types and missing fields so far
 * @param given names of the top-level fields that the body holds with a value, whether or not that value is any good
 */
public record Submitted<R extends Record>(R value, Violations violations, Set<String> given) {}
