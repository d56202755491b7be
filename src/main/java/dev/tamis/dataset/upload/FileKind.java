package dev.tamis.dataset.upload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Files that are no text in UTF-8, known by their first bytes, and what whoever has one can do. The first that fits counts. */
enum FileKind {
    UTF_32("text in UTF-32", FileKind.SAVE_AS_UTF_8, at(0, 0xff, 0xfe, 0, 0), at(0, 0, 0, 0xfe, 0xff)),
    UTF_16("text in UTF-16", FileKind.SAVE_AS_UTF_8, at(0, 0xff, 0xfe), at(0, 0xfe, 0xff)),
    EXCEL(
            "an Excel workbook (xlsx)",
            FileKind.SAVE_AS_CSV,
            zipped("[Content_Types].xml"),
            zipped("_rels/"),
            zipped("docProps/"),
            zipped("xl/")),
    OPEN_DOCUMENT("an OpenDocument file (ods)", FileKind.SAVE_AS_CSV, zipped("mimetype")),
    ZIP("a zip archive", FileKind.UNPACK, at(0, 'P', 'K', 3, 4), at(0, 'P', 'K', 5, 6)),
    OLD_EXCEL("an Excel workbook (xls)", FileKind.SAVE_AS_CSV, at(0, 0xd0, 0xcf, 0x11, 0xe0)),
    PDF("a PDF document", "send the table that it was made from, as CSV", at(0, "%PDF-")),
    PARQUET("a Parquet file", FileKind.EXPORT, at(0, 'P', 'A', 'R', '1', 0x15)),
    ARROW(
            "an Arrow or Feather file",
            FileKind.EXPORT,
            at(0, 'A', 'R', 'R', 'O', 'W', '1', 0),
            at(0, 'F', 'E', 'A', '1', 0)),
    HDF5("an HDF5 file", FileKind.EXPORT, at(0, 0x89, 'H', 'D', 'F')),
    NUMPY("a NumPy array", FileKind.EXPORT, at(0, 0x93, 'N', 'U', 'M', 'P', 'Y')),
    PICKLE("a Python pickle", FileKind.EXPORT, at(0, 0x80, 2), at(0, 0x80, 3), at(0, 0x80, 4), at(0, 0x80, 5)),
    SQLITE("an SQLite database", FileKind.EXPORT, at(0, "SQLite format 3")),
    TAR("a tar archive", FileKind.UNPACK, at(257, "ustar")),
    GZIP("a gzip file inside a gzip file", "unpack it once", at(0, 0x1f, 0x8b)),
    BZIP2("a bzip2 file", FileKind.UNPACK, at(4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)),
    XZ("an xz file", FileKind.UNPACK, at(0, 0xfd, '7', 'z', 'X', 'Z')),
    ZSTANDARD("a Zstandard file", FileKind.UNPACK, at(0, 0x28, 0xb5, 0x2f, 0xfd)),
    LZ4("an LZ4 file", FileKind.UNPACK, at(0, 0x04, 0x22, 0x4d, 0x18)),
    SEVEN_ZIP("a 7z archive", FileKind.UNPACK, at(0, '7', 'z', 0xbc, 0xaf)),
    RAR("a rar archive", FileKind.UNPACK, at(0, 'R', 'a', 'r', '!', 0x1a)),
    IMAGE(
            "an image",
            FileKind.NUMBERS,
            at(0, 0x89, 'P', 'N', 'G'),
            at(0, 0xff, 0xd8, 0xff),
            at(0, "GIF87a"),
            at(0, "GIF89a")),
    PAGE(
            "a web page",
            "download the file itself",
            at(0, "<!DOCTYPE"),
            at(0, "<!doctype"),
            at(0, "<html"),
            at(0, "<HTML")),
    XML("XML", FileKind.EXPORT, at(0, "<?xml")),
    JSON("JSON", FileKind.EXPORT, at(0, "{\""), at(0, "[{"), at(0, "{\n"), at(0, "[\n")),
    UTF_16_WITHOUT_MARK("text in UTF-16", FileKind.SAVE_AS_UTF_8) {
        /** Every other byte of the first letters is 0. */
        @Override
        boolean fits(byte[] bytes) {
            return bytes.length >= 4
                    && (bytes[0] == 0) == (bytes[2] == 0)
                    && (bytes[1] == 0) == (bytes[3] == 0)
                    && (bytes[0] == 0) != (bytes[1] == 0);
        }
    };

    /** How many bytes tell. */
    static final int LENGTH = 512;

    private static final String SAVE_AS_UTF_8 = "save it as UTF-8";
    private static final String SAVE_AS_CSV = "save the sheet as CSV (UTF-8)";
    private static final String UNPACK = "unpack it and send the CSV file in it, as it is or packed with gzip";
    private static final String EXPORT = "write its rows as CSV";
    private static final String NUMBERS = "make a row of numbers of each image and send the rows as CSV";

    private final String what;
    private final String remedy;
    private final Signature[] signatures;

    FileKind(String what, String remedy, Signature... signatures) {
        this.what = what;
        this.remedy = remedy;
        this.signatures = signatures;
    }

    /** Tells a kind by bytes. */
    private interface Signature {

        boolean fits(byte[] bytes);
    }

    /** The kind of a file that is no CSV; empty for what may be one. @param start its first bytes, {@link #LENGTH} if it has so many */
    static Optional<FileKind> of(byte[] start) {
        return Arrays.stream(values()).filter(each -> each.fits(start)).findFirst();
    }

    /** What is wrong and what can be done. */
    String rule() {
        return "must be comma-separated values in UTF-8, plain or gzip, but is " + what + ": " + remedy;
    }

    boolean fits(byte[] bytes) {
        return Arrays.stream(signatures).anyMatch(each -> each.fits(bytes));
    }

    private static Signature at(int offset, int... bytes) {
        byte[] expected = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            expected[i] = (byte) bytes[i];
        }
        return at(offset, expected);
    }

    private static Signature at(int offset, String text) {
        return at(offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Signature at(int offset, byte[] expected) {
        int end = offset + expected.length;
        return bytes -> bytes.length >= end && Arrays.equals(bytes, offset, end, expected, 0, expected.length);
    }

    /** A zip archive whose first entry is called so: its name is at byte 30. */
    private static Signature zipped(String start) {
        Signature zip = at(0, 'P', 'K', 3, 4);
        Signature entry = at(30, start);
        return bytes -> zip.fits(bytes) && entry.fits(bytes);
    }
}
