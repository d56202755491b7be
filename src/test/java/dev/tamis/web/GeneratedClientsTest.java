package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Java clients that are generated from the document compile and work: for the JDK's own HTTP client and for Spring's. The
 * generator runs as a process of its own on what Maven has put into {@code target/client-generator}.
 */
@ApiNodeTest
class GeneratedClientsTest {

    private static final Path GENERATOR = Path.of("target", "client-generator");

    /** How each library's client is told where the service is. */
    private static final Map<String, String> ADDRESS = Map.of("native", "updateBaseUri", "restclient", "setBasePath");

    @LocalServerPort
    private int port;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private FakeWorker worker;

    @TempDir
    private Path folder;

    @Test
    void clientsCompileSubmitReadSuggestPostBackAndUpload() throws Exception {
        assertThat(GENERATOR.resolve("openapi-generator-cli.jar"))
                .as("./mvnw generate-test-resources puts it there")
                .exists();
        generate();
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String library : List.of("native", "restclient")) {
            found.put(library, use(library, compile(library)));
        }
        List<String> expected = List.of(
                "fixed learning rate: null",
                "state: COMPLETED, completed: 30",
                "trials: 5 of 30",
                "best: 1 of Parameters, drawn: true, fixed: null",
                "points: 30",
                "hiddenUnits: IntDomain",
                "activation: CategoricalDomain",
                "learningRate: FloatDomain",
                "narrowed: true",
                "posted back: true",
                "brought: KEEP of [temperature]",
                "uploaded: 3 classes, STANDARDIZE",
                "built in: null",
                "gone: true");
        assertThat(found).containsExactly(entry("native", expected), entry("restclient", expected));
    }

    /** Both in one process: most of its time goes into its start. It validates the document, too. */
    private void generate() throws Exception {
        Path document = folder.resolve("api.json");
        Files.writeString(
                document,
                mvc.perform(get("/v3/api-docs")).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                GENERATOR.resolve("openapi-generator-cli.jar").toAbsolutePath().toString(),
                "batch",
                "--fail-fast",
                "--threads=2"));
        for (String library : ADDRESS.keySet()) {
            Path settings = folder.resolve(library + ".json");
            Files.writeString(
                    settings,
                    new JsonMapper()
                            .writeValueAsString(Map.of(
                                    "inputSpec", document.toString(),
                                    "outputDir", folder.resolve(library).toString(),
                                    "generatorName", "java",
                                    "library", library,
                                    "additionalProperties",
                                            Map.of(
                                                    "useJakartaEe", true,
                                                    "openApiNullable", false,
                                                    "hideGenerationTimestamp", true))));
            command.add(settings.toString());
        }
        File log = folder.resolve("generator.log").toFile();
        Process generator = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(generator.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(generator.exitValue()).as(Files.readString(log.toPath())).isZero();
        assertThat(Files.readString(log.toPath())).doesNotContain("[error]", "ERROR", "Failed to");
    }

    private Path compile(String library) throws IOException {
        Path sources = folder.resolve(library).resolve("src/main/java");
        Files.copy(
                Path.of("src/test/resources/dev/tamis/web/GeneratedClientUser.java"),
                sources.resolve("GeneratedClientUser.java"));
        Path classes = Files.createDirectories(folder.resolve(library).resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-nowarn",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")
                        + File.pathSeparator
                        + String.join(
                                File.pathSeparator,
                                libraries().map(Path::toString).toList())));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        var complaints = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, complaints, complaints, arguments.toArray(String[]::new));
        assertThat(result)
                .as("%s: %s", library, complaints.toString(StandardCharsets.UTF_8))
                .isZero();
        return classes;
    }

    @SuppressWarnings("unchecked")
    private List<String> use(String library, Path classes) throws Exception {
        List<URL> path = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (Path jar : libraries().toList()) {
            path.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), getClass().getClassLoader())) {
            Class<?> type = loader.loadClass("org.openapitools.client.ApiClient");
            Object client = type.getConstructor().newInstance();
            type.getMethod(ADDRESS.get(library), String.class)
                    .invoke(client, URI.create("http://localhost:" + port).toString());
            Method run = loader.loadClass("GeneratedClientUser").getMethod("run", type, File.class, Consumer.class);
            Consumer<UUID> training = worker::trainAll;
            return (List<String>) run.invoke(null, client, new File("http/spirals.csv"), training);
        } finally {
            FileSystemUtils.deleteRecursively(classes);
        }
    }

    /** What generated clients need and the service's tests do not have. */
    private static Stream<Path> libraries() {
        return Stream.of("httpmime.jar", "httpclient.jar", "httpcore.jar")
                .map(GENERATOR::resolve)
                .map(Path::toAbsolutePath);
    }
}
