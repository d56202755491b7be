package dev.tamis.mlp.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Wraps TorchScript source into the archive that PyTorch loads: a zip of stored entries with the code, a pickled instance of
 * the class {@code Pack} without attributes but {@code training}, and no constants.
 */
final class TorchScriptArchive {

    private static final byte[] FILE_FORMAT = ascii("3\n");

    /** Pickle, protocol 2: an object of class {@code __torch__.Pack} with the state {"training": True}. */
    private static final byte[] INSTANCE = joined(
            new byte[] {(byte) 0x80, 2},
            ascii("c__torch__\nPack\n)"),
            new byte[] {(byte) 0x81},
            ascii("}(X"),
            new byte[] {8, 0, 0, 0},
            ascii("training"),
            new byte[] {(byte) 0x88},
            ascii("ub."));

    /** Pickle, protocol 2: the empty tuple. */
    private static final byte[] NO_CONSTANTS = joined(new byte[] {(byte) 0x80, 2}, ascii(")."));

    private TorchScriptArchive() {}

    static byte[] of(String source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "pack/version", FILE_FORMAT);
            store(zip, "pack/data.pkl", INSTANCE);
            store(zip, "pack/constants.pkl", NO_CONSTANTS);
            store(zip, "pack/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(data);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(data.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
