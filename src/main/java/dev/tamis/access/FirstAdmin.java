package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DuplicateKeyException;

/**
 * Makes the first admin's token where tokens are needed and no admin has one: whoever can read the service's own files takes it from
 * there. Done before anybody is answered, and after a restore that has brought no admin.
 */
final class FirstAdmin implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    /** The same on all nodes, so that of two that start together one makes it. */
    static final UUID ID = UUID.fromString("f1457ad0-1b5e-4c1e-8f0d-6a2c9b7e3d10");

    private final TokenRows rows;
    private final Path file;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random that nobody can foresee */
    FirstAdmin(TokenRows rows, Path file, RandomGenerator random, InstantSource clock) {
        this.rows = rows;
        this.file = file.toAbsolutePath();
        this.random = random;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!rows.hasAdmin(clock.instant())) {
            make();
        }
    }

    /** After a restore, which has put the tokens of an archive in place of those that there were: what the file holds is none of these. */
    void makeSure() {
        if (rows.hasAdmin(clock.instant())) {
            removeWhatIsVoid();
        } else {
            make();
        }
    }

    private void removeWhatIsVoid() {
        try {
            boolean isVoid = Files.exists(file)
                    && rows.find(TokenHash.of(Files.readString(file).strip())).isEmpty();
            if (isVoid && Files.deleteIfExists(file)) {
                LOG.info(
                        "The tokens are those of the archive now; the one in {} was none of them, and is removed",
                        file);
            }
        } catch (IOException unreadable) {
            LOG.warn(
                    "The token in {} is none any more, and the file cannot be removed: {}",
                    file,
                    unreadable.toString());
        }
    }

    private void make() {
        String text = TokenText.random(random);
        ApiToken token = new ApiToken(
                ID,
                Subject.FIRST_ADMIN,
                "first admin",
                Role.ADMIN,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Subject.FIRST_ADMIN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        try {
            rows.insert(token, TokenHash.of(text), Optional.empty(), Optional.empty());
        } catch (DuplicateKeyException another) {
            LOG.info("Another node has just made the first admin's token: it is in the home directory of that node");
            return;
        }
        write(text);
        LOG.info(
                "No admin has a token yet. One is in {}, which only its owner can read: log in with it, make tokens for"
                        + " people, and remove the file",
                file);
    }

    private void write(String text) {
        try {
            PrivateFiles.write(file, text + "\n");
        } catch (IOException impossible) {
            rows.delete(ID);
            throw new UncheckedIOException("The first admin's token cannot be written to " + file, impossible);
        }
    }
}
