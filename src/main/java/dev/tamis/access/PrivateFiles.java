package dev.tamis.access;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Makes the database file its owner's alone, and the folder that Tamis made for it, before the database opens them: H2 by itself
 * makes files that everybody on the machine may read.
 */
class PrivateFiles implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

    private static final Pattern H2_FILE =
            Pattern.compile("jdbc:h2:(?:file:)?(?!mem:|tcp:|ssl:|zip:|nio|split:|async:)([^;]+).*");

    /** Where the first admin's token is, in the home directory. */
    static final String ADMIN_TOKEN = "admin-token";

    /** What Tamis itself puts into its home. */
    private static final Pattern OWN =
            Pattern.compile("tamis[.].*|audit(-refused)?[.]jsonl.*|djl|uploads|admin-token|database-password.*"
                    + "|process[.]properties|room[.]probe");

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        databaseFile(context.getEnvironment().getProperty("spring.datasource.url", ""))
                .ifPresent(PrivateFiles::protect);
        // Beside another database it holds no less: who may come in, and what they have done.
        Optional.ofNullable(context.getEnvironment().getProperty("tamis.home"))
                .map(home -> Path.of(home).toAbsolutePath())
                .filter(Files::isDirectory)
                .ifPresent(PrivateFiles::protectHome);
    }

    /** Of H2, without the ending .mv.db; empty for other databases. */
    static Optional<Path> databaseFile(String url) {
        Matcher file = H2_FILE.matcher(url);
        return file.matches()
                ? Optional.of(Path.of(
                        file.group(1).replaceFirst("^~", Matcher.quoteReplacement(System.getProperty("user.home")))))
                : Optional.empty();
    }

    /** Writes a file that its owner alone can read, from its first byte on; in place of one that is there. */
    static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        create(file);
        Files.writeString(file, text);
    }

    /** Makes a file its owner's alone where the file system knows of such, and leaves what is in it; empty if there was none. */
    static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        try {
            if (posix) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException kept) {
            if (posix) {
                Files.setPosixFilePermissions(file, FILE);
            }
        }
    }

    /** @param database as H2 is told of it, without the ending .mv.db */
    static void protect(Path database) {
        Path folder = database.toAbsolutePath().getParent();
        Path file = folder.resolve(database.getFileName() + ".mv.db");
        try {
            if (!Files.getFileStore(existing(folder)).supportsFileAttributeView("posix")) {
                LOG.info("Who may read {} is left to its folder: its file system knows no POSIX permissions", file);
                return;
            }
            if (!Files.exists(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            }
            if (!Files.exists(file)) {
                // H2 takes an empty file for a new database.
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            }
            String name = database.getFileName().toString();
            tightenAll(folder, own -> isOwn(own) || own.startsWith(name + ".") || own.startsWith(name + "-password"));
        } catch (IOException | UnsupportedOperationException impossible) {
            // A folder that cannot be written to is the database's to complain about.
            LOG.warn(
                    "Others on this machine may be able to read {}: its permissions cannot be set ({})",
                    file,
                    impossible.toString());
        }
    }

    private static void protectHome(Path home) {
        try {
            if (Files.getFileStore(home).supportsFileAttributeView("posix")) {
                tightenAll(home, PrivateFiles::isOwn);
            }
        } catch (IOException | UnsupportedOperationException impossible) {
            LOG.warn(
                    "Others on this machine may be able to read {}: its permissions cannot be set ({})",
                    home,
                    impossible.toString());
        }
    }

    private static boolean isOwn(String name) {
        return OWN.matcher(name).matches();
    }

    /** A home that somebody pointed at /tmp must not be taken from the others who use it; what Tamis has there is its own all the same. */
    private static void tightenAll(Path folder, Predicate<String> own) throws IOException {
        List<Path> all;
        try (Stream<Path> entries = Files.list(folder)) {
            all = entries.toList();
        }
        List<Path> its = all.stream()
                .filter(each -> own.test(each.getFileName().toString()))
                .toList();
        if (its.size() == all.size()) {
            tighten(folder, FOLDER);
        }
        for (Path each : its) {
            if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                tighten(each, FILE);
            } else if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                tighten(each, FOLDER);
            }
        }
    }

    private static void tighten(Path path, Set<PosixFilePermission> to) throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(path);
        if (!to.containsAll(before)) {
            Files.setPosixFilePermissions(path, to);
            LOG.info(
                    "{} was open to others on this machine ({}) and is its owner's alone now",
                    path,
                    PosixFilePermissions.toString(before));
        }
    }

    private static Path existing(Path folder) {
        Path each = folder;
        while (!Files.exists(each)) {
            each = each.getParent();
        }
        return each;
    }
}
