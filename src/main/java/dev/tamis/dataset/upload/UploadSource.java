package dev.tamis.dataset.upload;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read as often as needed, each time from their beginning. */
@FunctionalInterface
public interface UploadSource {

    /** A fresh stream; whoever asked for it closes it. */
    InputStream open() throws IOException;
}
