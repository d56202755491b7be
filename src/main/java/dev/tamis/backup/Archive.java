package dev.tamis.backup;

import dev.tamis.space.Shown;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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

    /** Of the zip, which the library reads into memory as it is: 20 tables have two kilobytes. */
    private static final int LARGEST_DIRECTORY = 1 << 20;

    /** Where a directory's size stands before the end of an archive without a comment, as ours are (APPNOTE, 4.3.16). */
    private static final int END = 22;

    private static final int SIGNATURE = 0x06054b50;
    private static final int DIRECTORY_SIZE = 12;

    /** A row is put together in memory. The largest, a piece of a table or an experiment's plan, have a megabyte or two. */
    private static final int LARGEST_ROW = 32 << 20;

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
     * @throws dev.tamis.space.Refusal if there is no room for it
     */
    static Archive open(Path file, Room room) throws IOException {
        ZipFile zip = zip(file);
        try {
            Archive archive = new Archive(zip, manifest(zip));
            archive.check(room);
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

    private static ZipFile zip(Path file) throws IOException {
        long directory = directory(file);
        if (directory > LARGEST_DIRECTORY) {
            throw UnusableArchive.damaged("it has many more files than there are tables");
        }
        try {
            if (directory >= 0) {
                return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            }
        } catch (IOException none) {
            // as where its end is none
        }
        throw UnusableArchive.damaged(
                "it has no directory at its end, as it has where it breaks off, or where it is no archive at all");
    }

    /** The bytes of it; below 0 if there is none at the very end. */
    private static long directory(Path file) throws IOException {
        try (FileChannel bytes = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate(END).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.size() >= END && end.hasRemaining()) {
                bytes.read(end, bytes.size() - end.remaining());
            }
            return end.getInt(0) == SIGNATURE ? Integer.toUnsignedLong(end.getInt(DIRECTORY_SIZE)) : -1;
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
            throw UnusableArchive.damaged("it has no file " + Shown.of(name));
        }
        return zip.getInputStream(entry);
    }

    private void check(Room room) throws IOException {
        Set<String> expected =
                manifest.tables().stream().map(Manifest.Part::file).collect(Collectors.toCollection(TreeSet::new));
        expected.add(MANIFEST);
        Set<String> found = zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
        if (!found.equals(expected)) {
            throw UnusableArchive.damaged("it has the files " + Shown.of(List.copyOf(found)) + ", and its " + MANIFEST
                    + " says " + Shown.of(List.copyOf(expected)));
        }
        long before = 0;
        for (Manifest.Part part : manifest.tables()) {
            long others = before;
            try (Lines rows = new Lines(
                    new DigestInputStream(file(zip, part.file()), sha256()), bytes -> room.require(others + bytes))) {
                if (rows.count() != part.rows() || !rows.digest().equals(part.sha256())) {
                    throw UnusableArchive.damaged(
                            "the rows of " + Shown.of(part.name()) + " are not those that were written");
                }
                before += rows.bytes;
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
        private final Room room;
        private long bytes;

        Lines(DigestInputStream in, Room room) {
            super(in);
            this.digest = in.getMessageDigest();
            this.room = room;
        }

        long count() throws IOException {
            byte[] piece = new byte[1 << 16];
            long lines = 0;
            long begin = 0;
            for (int count = read(piece); count >= 0; count = read(piece)) {
                for (int i = 0; i < count; i++) {
                    if (piece[i] == END_OF_ROW[0]) {
                        lines++;
                        begin = bytes + i + 1;
                    }
                }
                bytes += count;
                room.require(bytes);
                if (bytes - begin > LARGEST_ROW) {
                    throw UnusableArchive.damaged("it has a row of more than " + (LARGEST_ROW >> 20) + " MB");
                }
            }
            return lines;
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
