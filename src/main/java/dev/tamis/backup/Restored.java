package dev.tamis.backup;

import java.time.Instant;
import java.util.Map;

/**
 * What a restore has brought.
 *
 * @param moment whose rows they are
 * @param serviceVersion of the program that made the archive
 * @param rows of each table
 */
public record Restored(Instant moment, String schemaVersion, String serviceVersion, Map<String, Long> rows) {}
