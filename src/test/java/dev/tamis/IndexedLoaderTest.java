package dev.tamis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexedLoaderTest {

    /** A class of ours that needs no other of ours. */
    private static final String CLASS = SteadyTime.class.getName();

    private static final String CODE = CLASS.replace('.', '/') + ".class";

    @TempDir
    private Path directory;

    private URL[] urls;
    private IndexedLoader loader;

    @BeforeEach
    void twoJars() throws IOException {
        urls = new URL[] {
            jar("first", "1.0", Map.of("a/one.txt", "first", "META-INF/services/x", "first", "a/b/only.txt", "deep")),
            jar(
                    "second",
                    "2.0",
                    Map.of(
                            CODE,
                            code(),
                            "a/one.txt",
                            "second",
                            "a/two words.txt",
                            "spaced",
                            "META-INF/services/x",
                            "second",
                            "META-INF/versions/9/v/new.txt",
                            "new"))
        };
        loader = new IndexedLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @Test
    void aClassComesFromTheJarThatHasIt() throws Exception {
        Class<?> found = loader.loadClass(CLASS);

        assertThat(found).isNotSameAs(SteadyTime.class);
        assertThat(found.getClassLoader()).isSameAs(loader);
        assertThat(found.getPackage().getImplementationVersion()).isEqualTo("2.0");
        assertThat(found.getProtectionDomain().getCodeSource().getLocation()).isEqualTo(urls[1]);
    }

    @Test
    void itIsLoadedOnceForAllThreads() {
        List<Class<?>> found = IntStream.range(0, 64)
                .parallel()
                .<Class<?>>mapToObj(any -> load(CLASS))
                .distinct()
                .toList();

        assertThat(found).hasSize(1);
    }

    @Test
    void whatIsInNoJarIsNotFound() {
        assertThatThrownBy(() -> loader.loadClass("dev.tamis.Nothing")).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass("no.such.Thing")).isInstanceOf(ClassNotFoundException.class);
        assertThat(loader.getResource("a/three.txt")).isNull();
        assertThat(loader.getResource("none/one.txt")).isNull();
    }

    @Test
    void resourcesComeInTheOrderOfTheJars() throws IOException {
        assertThat(text(loader.getResource("a/one.txt"))).isEqualTo("first");
        assertThat(Collections.list(loader.getResources("a/one.txt")))
                .extracting(IndexedLoaderTest::text)
                .containsExactly("first", "second");
        assertThat(Collections.list(loader.getResources("META-INF/services/x"))).hasSize(2);
        assertThat(text(loader.getResource("a/b/only.txt"))).isEqualTo("deep");
    }

    @Test
    void theyAreCalledAsTheSlowLoaderCallsThem() throws IOException {
        try (URLClassLoader slow = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            for (String name : List.of("a/one.txt", "a/two words.txt", CODE, "META-INF/MANIFEST.MF", "a/none.txt")) {
                assertThat(Collections.list(loader.getResources(name)))
                        .as(name)
                        .isEqualTo(Collections.list(slow.getResources(name)));
            }
        }
        assertThat(text(loader.getResource("a/two words.txt"))).isEqualTo("spaced");
    }

    @Test
    void itIsForJarsWithinAJarAlone() throws IOException {
        assertThat(IndexedLoader.isFor(urls)).isTrue();
        assertThat(IndexedLoader.isFor(new URL[] {directory.toUri().toURL()})).isFalse();
    }

    private Class<?> load(String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private URL jar(String name, String version, Map<String, String> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        Path file = directory.resolve(name + ".jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, String> each : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(each.getKey()));
                jar.write(each.getValue().getBytes(ISO_8859_1));
                jar.closeEntry();
            }
        }
        return new URL("jar:" + file.toUri() + "!/");
    }

    /** Byte for byte. */
    private static String code() throws IOException {
        try (InputStream code = SteadyTime.class.getResourceAsStream("SteadyTime.class")) {
            return new String(code.readAllBytes(), ISO_8859_1);
        }
    }

    private static String text(URL resource) {
        try (InputStream in = resource.openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
