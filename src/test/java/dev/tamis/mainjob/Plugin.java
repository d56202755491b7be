package dev.tamis.mainjob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar that starts the service with one class more, which a service file names: a sampler that the tests alone have. */
final class Plugin {

    private Plugin() {}

    /**
     * @param application the unpacked jar of the service
     * @param port what the class implements
     */
    static Path beside(Path application, Path folder, Class<?> port, Class<?> implementation) throws IOException {
        Path jar = folder.resolve("with-" + implementation.getSimpleName() + ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "dev.tamis.Tamis");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, application.toUri().toString());
        String file = implementation.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                InputStream code = implementation.getClassLoader().getResourceAsStream(file)) {
            entries.putNextEntry(new JarEntry(file));
            code.transferTo(entries);
            entries.putNextEntry(new JarEntry("META-INF/services/" + port.getName()));
            entries.write(implementation.getName().getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
