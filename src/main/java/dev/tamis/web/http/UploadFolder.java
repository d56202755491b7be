package dev.tamis.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Where uploads wait while they are checked: a folder of this process, which goes with it. What processes that were killed have left is
 * removed when the next one starts: it holds no lock any more.
 */
public final class UploadFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);

    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel lock;

    private UploadFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a folder for this process, and removes those of dead ones.
     *
     * @param parent of the folders of all processes
     */
    static UploadFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        try (Stream<Path> folders = Files.list(parent)) {
            List<Path> all = folders.filter(Files::isDirectory).toList();
            all.forEach(UploadFolder::removeIfLeft);
        }
        // What is on its way is nobody else's on this machine, whatever the folder around it lets others read.
        Path own = Files.createDirectory(
                parent.resolve(UUID.randomUUID().toString()),
                parent.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0]);
        FileChannel lock = FileChannel.open(own.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        return new UploadFolder(own, lock);
    }

    Path path() {
        return path;
    }

    /** A body that is too large for memory, as a file. Whoever has it closes it, and it is gone. */
    public record Kept(Path file) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** Reads a body to its end. */
    public Kept keep(InputStream body) throws IOException {
        Kept kept = new Kept(path.resolve(UUID.randomUUID().toString()));
        try {
            Files.copy(body, kept.file());
            return kept;
        } catch (IOException | RuntimeException broken) {
            kept.close();
            throw broken;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        FileSystemUtils.deleteRecursively(path);
    }

    private static void removeIfLeft(Path folder) {
        // Not created here: a folder without a lock is one whose process has just made it, or died in between.
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                FileSystemUtils.deleteRecursively(folder);
                LOG.info("Removed {}, the uploads of a process that was killed", folder);
            }
        } catch (OverlappingFileLockException ours) {
            LOG.debug("{} is another node's of this process", folder);
        } catch (IOException unreadable) {
            LOG.debug("{} is left as it is", folder, unreadable);
        }
    }
}
