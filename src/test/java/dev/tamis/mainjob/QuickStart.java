package dev.tamis.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.mainjob.ServiceProcess.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar, unpacked as Spring Boot's own tool does it, with an archive of its classes: a node starts for a third of
 * the processor time. Where many start while others train, that is most of what a test costs. It is made once for all JVMs of
 * a build, and once more only when the jar's content has changed.
 */
public final class QuickStart {

    /** Code that is hot in a node is native: what the first compiler makes of the rest will do. */
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Path ALL = Path.of("target", "quick-start").toAbsolutePath();

    private static Path jar;

    private QuickStart() {}

    /**
     * @param prefix of the command line, such as {@code taskset -c 0}
     * @param jvm options such as {@code -Xmx512m}
     * @param home directory of what the service writes
     * @param options such as {@code --tamis.worker.turn=1s}
     */
    public static Launch launch(List<String> prefix, List<String> jvm, Path home, List<String> options) {
        Path application = unpacked();
        List<String> all = new ArrayList<>(JVM);
        all.add("-XX:SharedArchiveFile=" + archive(application));
        all.add("-Xshare:auto");
        all.addAll(jvm);
        return new Launch(prefix, all, application, home, options);
    }

    private static synchronized Path unpacked() {
        if (jar == null) {
            try {
                Files.createDirectories(ALL);
                try (FileChannel file = FileChannel.open(
                                ALL.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock oneOfUs = file.lock()) {
                    assertThat(oneOfUs.isValid()).isTrue();
                    jar = madeOnce(ServiceProcess.jar());
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return jar;
    }

    private static Path madeOnce(Path packaged) throws IOException {
        Path directory = ALL.resolve(contentOf(packaged));
        Path application = directory.resolve(packaged.getFileName());
        if (Files.notExists(archive(application))) {
            removeOthers();
            run(List.of("-Djarmode=tools", "-jar", packaged.toString(), "extract", "--destination", "" + directory));
            List<String> training = new ArrayList<>(JVM);
            training.add("-XX:ArchiveClassesAtExit=" + archive(application));
            training.addAll(List.of("-Dspring.context.exit=onRefresh", "-jar", application.toString()));
            training.addAll(List.of("--server.port=0", "--tamis.home=" + directory.resolve("home")));
            run(training);
        }
        return application;
    }

    /** Of jars before this one, and of an attempt that was broken off: the archive is written last. */
    private static void removeOthers() throws IOException {
        try (Stream<Path> others = Files.list(ALL)) {
            for (Path each : others.filter(Files::isDirectory).toList()) {
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }

    /** The time of the file says nothing: the build gives every jar the same. */
    private static String contentOf(Path packaged) throws IOException {
        CRC32 sum = new CRC32();
        try (ZipFile zip = new ZipFile(packaged.toFile())) {
            zip.stream()
                    .map(entry -> entry.getName() + entry.getCrc())
                    .forEach(each -> sum.update(each.getBytes(StandardCharsets.UTF_8)));
        }
        return Long.toHexString(sum.getValue());
    }

    private static Path archive(Path application) {
        return application.resolveSibling("classes.jsa");
    }

    private static void run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(ServiceProcess.java()));
        command.addAll(arguments);
        Path log = ALL.resolve("log");
        try {
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
            assertThat(status).as("%s; see %s", command, log).isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
