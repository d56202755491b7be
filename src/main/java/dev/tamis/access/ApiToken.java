package dev.tamis.access;

import dev.tamis.people.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A token that was made here; nobody knows its text but who was told it then.
 *
 * @param owner whom it lets in
 * @param label what it is for, in their words
 * @param createdBy who made it
 * @param parent the token of the same owner that it was made with, and ends with
 * @param expiresAt when it ends by itself, if it does
 * @param lastUsedAt to the minute
 */
public record ApiToken(
        UUID id,
        String owner,
        String label,
        Role role,
        Instant createdAt,
        String createdBy,
        Optional<UUID> parent,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {}
