package dev.tamis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads classes and resources from the jars within the executable jar, and knows which of them have what folder. Spring Boot's own
 * loader asks one after the other, with a URL each, and there are over a hundred: a class costs as many questions as jars stand
 * before its own, and one that is not there costs all.
 *
 * <p>What is found is the same, in the same order, under the same URLs.
 */
final class IndexedLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** Names that stand in a URL as they are; others are left to the slow way, which knows how to write them. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./$-]*");

    private static final String VERSIONS = "META-INF/versions/";

    /** By folder, without a slash at its end: what has something in it, or in a folder below it; in the order of the class path. */
    private final Map<String, List<Jar>> byFolder = new HashMap<>();

    /** @param url of the jar's root; of all entries */
    private record Jar(URL url, JarFile file, CodeSource source) {

        static Jar at(URL url) {
            try {
                JarURLConnection connection = (JarURLConnection) url.openConnection();
                connection.setUseCaches(true);
                return new Jar(url, connection.getJarFile(), new CodeSource(url, (Certificate[]) null));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        boolean has(String name) {
            return file.getEntry(name) != null;
        }

        URL of(String name) {
            try {
                return new URL(url, name);
            } catch (MalformedURLException impossible) {
                throw new IllegalArgumentException(name, impossible);
            }
        }
    }

    /** @param urls of jars, each with {@code !/} at its end */
    IndexedLoader(URL[] urls, ClassLoader parent) {
        super(urls, parent);
        for (URL url : urls) {
            Jar jar = Jar.at(url);
            jar.file().stream().forEach(entry -> add(jar, folder(unversioned(entry.getName()))));
        }
    }

    /** Whether a class path is one of jars within a jar, which this loader is for. */
    static boolean isFor(URL[] urls) {
        return Stream.of(urls)
                .allMatch(
                        url -> url.getProtocol().equals("jar") && url.getPath().endsWith("!/"));
    }

    private void add(Jar jar, String folder) {
        List<Jar> known = byFolder.computeIfAbsent(folder, any -> new ArrayList<>(2));
        if (known.isEmpty() || known.get(known.size() - 1).file() != jar.file()) {
            known.add(jar);
            if (!folder.isEmpty()) {
                add(jar, folder(folder));
            }
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        for (Jar jar : having(path)) {
            JarEntry entry = jar.file().getJarEntry(path);
            if (entry != null) {
                return define(name, jar, entry);
            }
        }
        throw new ClassNotFoundException(name);
    }

    private Class<?> define(String name, Jar jar, JarEntry entry) throws ClassNotFoundException {
        try (InputStream code = jar.file().getInputStream(entry)) {
            byte[] bytes = code.readAllBytes();
            definePackageOf(name, jar);
            return defineClass(name, bytes, 0, bytes.length, jar.source());
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    private void definePackageOf(String className, Jar jar) throws IOException {
        int dot = className.lastIndexOf('.');
        if (dot < 0 || getDefinedPackage(className.substring(0, dot)) != null) {
            return;
        }
        Manifest manifest = jar.file().getManifest();
        try {
            definePackage(className.substring(0, dot), manifest == null ? new Manifest() : manifest, jar.url());
        } catch (IllegalArgumentException defined) {
            // by another thread in between, from the same jar or one that shares the package
        }
    }

    @Override
    public @Nullable URL findResource(String name) {
        if (!PLAIN.matcher(name).matches()) {
            return super.findResource(name);
        }
        return found(name).findFirst().orElse(null);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        if (!PLAIN.matcher(name).matches()) {
            return super.findResources(name);
        }
        Iterator<URL> found = found(name).iterator();
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return found.hasNext();
            }

            @Override
            public URL nextElement() {
                return found.next();
            }
        };
    }

    private Stream<URL> found(String name) {
        return having(name.endsWith("/") ? name.substring(0, name.length() - 1) : name).stream()
                .filter(jar -> name.isEmpty() || jar.has(name))
                .map(jar -> jar.of(name));
    }

    private List<Jar> having(String path) {
        return byFolder.getOrDefault(folder(path), Collections.emptyList());
    }

    /** {@code a/b} of {@code a/b/c} and of {@code a/b/}; empty where there is none. */
    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** What a jar for several versions of Java calls an entry that only newer ones see. */
    private static String unversioned(String name) {
        return name.startsWith(VERSIONS) ? name.substring(name.indexOf('/', VERSIONS.length()) + 1) : name;
    }
}
