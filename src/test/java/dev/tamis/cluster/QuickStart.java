package dev.tamis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.mainjob.ServiceProcess;
import dev.tamis.mainjob.ServiceProcess.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar, unpacked as Spring Boot's own tool does it, with an archive of its classes: a node starts for a third of
 * the processor time. Where many start while others train, that is most of what a test costs.
 */
final class QuickStart {

    /** Code that is hot in a node is native: what the first compiler makes of the rest will do. */
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private static Path jar;

    private QuickStart() {}

    static Launch launch(List<String> prefix, Path home, List<String> options) {
        Path application = unpacked();
        List<String> jvm = new ArrayList<>(JVM);
        jvm.add("-XX:SharedArchiveFile=" + archive(application));
        jvm.add("-Xshare:auto");
        return new Launch(prefix, jvm, application, home, options);
    }

    private static synchronized Path unpacked() {
        if (jar == null) {
            Path packaged = ServiceProcess.jar();
            Path directory = newDirectory("application");
            run(List.of("-Djarmode=tools", "-jar", packaged.toString(), "extract", "--destination", "" + directory));
            Path application = directory.resolve(packaged.getFileName());
            List<String> training = new ArrayList<>(JVM);
            training.add("-XX:ArchiveClassesAtExit=" + archive(application));
            training.addAll(List.of("-Dspring.context.exit=onRefresh", "-jar", application.toString()));
            training.addAll(List.of("--server.port=0", "--tamis.home=" + directory));
            run(training);
            jar = application;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        }
        return jar;
    }

    /** A new directory among those that logs are kept in. */
    static Path newDirectory(String name) {
        try {
            Path all = Files.createDirectories(Path.of("target", "cluster").toAbsolutePath());
            return Files.createTempDirectory(all, name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path archive(Path application) {
        return application.resolveSibling("classes.jsa");
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(ServiceProcess.java()));
        command.addAll(arguments);
        Path log = Path.of("target", "cluster", "quick-start.log");
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
