package dev.tamis.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An archive in a file, all of which is as its manifest says. */
final class Archive implements AutoCloseable {

    static final String MANIFEST = "manifest.json";
    static final byte[] END_OF_ROW = {'\n'};

    /** Halves of characters, which no encoding has, are escaped, and everything else beyond ASCII with them. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final int LARGEST_MANIFEST = 1 << 20;

    private final ZipFile zip;
    private final Manifest manifest;

    private Archive(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Reads all of it once.
     *
     * @throws UnusableArchive if anything is not as it was written
     */
    static Archive open(Path file) throws IOException {
        ZipFile zip = zip(file);
        try {
            Archive archive = new Archive(zip, manifest(zip));
            archive.check();
            return archive;
        } catch (IOException | RuntimeException unusable) {
            zip.close();
            throw unusable instanceof IOException broken
                    ? UnusableArchive.damaged("its files cannot be unpacked (" + broken.getMessage() + ")")
                    : (RuntimeException) unusable;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** The rows of a table, to be closed. */
    JsonParser rows(Manifest.Part part) throws IOException {
        return JSON.createParser(file(zip, part.file()));
    }

    private static ZipFile zip(Path file) {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (IOException none) {
            throw UnusableArchive.damaged(
                    "it has no directory at its end, as it has where it breaks off, or where it is no archive at all");
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        byte[] text;
        try (InputStream in = file(zip, MANIFEST)) {
            text = in.readNBytes(LARGEST_MANIFEST);
        }
        requireWhole(text, zip.getEntry(MANIFEST).getCrc());
        try {
            JsonNode written = JSON.readTree(text);
            int format = written.path("format").asInt(0);
            if (format != Manifest.FORMAT) {
                throw UnusableArchive.ofAnotherVersion(
                        "its format is " + format + ", and this service reads format " + Manifest.FORMAT);
            }
            return JSON.treeToValue(written, Manifest.class);
        } catch (JacksonException unreadable) {
            throw UnusableArchive.damaged("its " + MANIFEST + " cannot be read");
        }
    }

    /** Whoever reads a zip by its directory compares no checksums. */
    private static void requireWhole(byte[] text, long expected) {
        CRC32 found = new CRC32();
        found.update(text);
        if (found.getValue() != expected) {
            throw UnusableArchive.damaged("its " + MANIFEST + " is not the one that was written");
        }
    }

    private static InputStream file(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw UnusableArchive.damaged("it has no file " + name);
        }
        return zip.getInputStream(entry);
    }

    private void check() throws IOException {
        Set<String> expected =
                manifest.tables().stream().map(Manifest.Part::file).collect(Collectors.toCollection(TreeSet::new));
        expected.add(MANIFEST);
        Set<String> found = zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
        if (!found.equals(expected)) {
            throw UnusableArchive.damaged("it has the files " + found + ", and its " + MANIFEST + " says " + expected);
        }
        for (Manifest.Part part : manifest.tables()) {
            try (Lines rows = new Lines(new DigestInputStream(file(zip, part.file()), sha256()))) {
                if (rows.count() != part.rows() || !rows.digest().equals(part.sha256())) {
                    throw UnusableArchive.damaged("the rows of " + part.name() + " are not those that were written");
                }
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** A file that is read to count its lines. */
    private static final class Lines extends FilterInputStream {

        private final MessageDigest digest;

        Lines(DigestInputStream in) {
            super(in);
            this.digest = in.getMessageDigest();
        }

        long count() throws IOException {
            byte[] piece = new byte[1 << 16];
            long lines = 0;
            for (int count = read(piece); count >= 0; count = read(piece)) {
                for (int i = 0; i < count; i++) {
                    lines += piece[i] == END_OF_ROW[0] ? 1 : 0;
                }
            }
            return lines;
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
