package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests of operate.md: they parse, and what they say agrees with itself and with the service. */
class OperationManifestsTest {

    private final List<Object> kubernetes = documents("kind: Deployment");

    /** A process that is out of memory, and goes on, answers nobody, liveness included: nobody would restart it. */
    @ParameterizedTest
    @CsvSource({"README.md, 1", "src/site/markdown/operate.md, 7", "Dockerfile, 2", "pom.xml, 1"})
    void everyDocumentedStartEndsWhenItIsOutOfMemory(Path file, int starts) throws IOException {
        Pattern start = Pattern.compile(
                "\\bjava(?: -\\S+)* -jar \\S*tamis(?!\\S* token )|\"java\".*\"-jar\"|<jvmArguments>.*</jvmArguments>");
        List<String> found = start.matcher(Files.readString(file))
                .results()
                .map(each -> each.group())
                .filter(each -> !each.contains("jarmode"))
                .toList();

        assertThat(found).hasSize(starts).allMatch(each -> each.contains("-XX:+ExitOnOutOfMemoryError"));
    }

    @Test
    void theManifestsAreWhatTheyShouldBe() {
        assertThat(kubernetes)
                .extracting(each -> at(each, "$.kind"))
                .containsExactly("Secret", "Service", "Deployment", "Deployment", "ScaledObject");
        assertThat(kubernetes).allSatisfy(each -> {
            assertThat(at(each, "$.apiVersion")).isNotNull();
            assertThat(at(each, "$.metadata.name").toString()).startsWith("tamis");
        });
    }

    @ParameterizedTest
    @CsvSource({"tamis-api, api", "tamis-worker, worker"})
    void selectorsMeetLabels(String name, String role) {
        Object deployment = named("Deployment", name);

        Map<String, String> labels = map(deployment, "$.spec.template.metadata.labels");
        assertThat(labels).isEqualTo(Map.of("app", "tamis", "role", role));
        assertThat(at(deployment, "$.spec.selector.matchLabels")).isEqualTo(labels);
    }

    @Test
    void theServiceLeadsToTheApi() {
        Object service = named("Service", "tamis");

        assertThat(at(service, "$.spec.selector"))
                .isEqualTo(at(named("Deployment", "tamis-api"), "$.spec.template.metadata.labels"));
        assertThat(at(service, "$.spec.ports[0].targetPort")).isEqualTo("http");
        assertThat(texts(named("Deployment", "tamis-api"), "$..ports[*].name")).contains("http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tamis-api", "tamis-worker"})
    void probesAskTheGroupsOnThePortOfActuator(String name) {
        Object container = container(name);

        assertThat(at(container, "$.livenessProbe.httpGet.path")).isEqualTo("/actuator/health/liveness");
        assertThat(at(container, "$.startupProbe.httpGet.path")).isEqualTo("/actuator/health/liveness");
        assertThat(at(container, "$.readinessProbe.httpGet.path")).isEqualTo("/actuator/health/readiness");
        assertThat(texts(container, "$..httpGet.port")).containsOnly("management");
        assertThat(JsonPath.<List<Integer>>read(container, "$.ports[?(@.name == 'management')].containerPort"))
                .containsExactly(Integer.valueOf(environment(container, "MANAGEMENT_SERVER_PORT")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tamis-api", "tamis-worker"})
    void shutdownGetsItsTimeAndTheDatabaseIsASecret(String name) {
        Object deployment = named("Deployment", name);

        assertThat(at(deployment, "$.spec.template.spec.terminationGracePeriodSeconds"))
                .isEqualTo(30);
        assertThat(texts(deployment, "$..secretRef.name")).containsExactly("tamis");
        assertThat(map(named("Secret", "tamis"), "$.stringData"))
                .containsOnlyKeys(
                        "TAMIS_TOKEN",
                        "SPRING_DATASOURCE_URL",
                        "SPRING_DATASOURCE_USERNAME",
                        "SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    void eachRoleSwitchesTheOtherOff() {
        assertThat(environment(container("tamis-api"), "TAMIS_WORKER_ENABLED")).isEqualTo("false");
        assertThat(environment(container("tamis-worker"), "TAMIS_API_ENABLED")).isEqualTo("false");
    }

    @Test
    void theAutoscalerDividesByTheThreadsOfAWorker() {
        Object scaler = named("ScaledObject", "tamis-worker");
        Object worker = container("tamis-worker");

        assertThat(at(scaler, "$.spec.scaleTargetRef.name")).isEqualTo("tamis-worker");
        String threads = environment(worker, "TAMIS_WORKER_THREADS");
        assertThat(at(scaler, "$.spec.triggers[0].metadata.threshold")).isEqualTo(threads);
        assertThat(at(worker, "$.resources.limits.cpu")).isEqualTo(threads);
        String query = (String) at(scaler, "$.spec.triggers[0].metadata.query");
        assertThat(page()).contains("ceil(" + query + " / avg(tamis_worker_threads))");
        Map<String, String> deployment = map(named("Deployment", "tamis-worker"), "$.spec");
        assertThat(deployment)
                .as("applying the manifest again would undo the autoscaler")
                .doesNotContainKey("replicas");
    }

    @Test
    void prometheusKeepsThePodsAndThePortOfTheManifests() {
        Object scrape = documents("scrape_configs:").get(0);

        assertThat(at(scrape, "$.scrape_configs[0].metrics_path")).isEqualTo("/actuator/prometheus");
        assertThat(texts(scrape, "$..authorization.credentials_file"))
                .as("metrics need the token")
                .hasSize(1);
        assertThat(texts(scrape, "$..relabel_configs[*].regex")).containsExactly("tamis", "management");
    }

    /** Nobody's service shall have a password that stands in a repository. */
    @Test
    void secretsOfTheManifestsAreThereToBePutIn() {
        Map<String, String> secret = map(named("Secret", "tamis"), "$.stringData");
        assertThat(secret.get("SPRING_DATASOURCE_PASSWORD")).startsWith("<");
        // A blank is refused at the start.
        assertThat(secret.get("TAMIS_TOKEN")).startsWith("<").contains(" ");
    }

    @Test
    void composeHasNoDefaultPasswordAndPublishesOnThisMachineAlone() throws IOException {
        Object compose = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("docker-compose.yml")));

        assertThat(texts(compose, "$.services..ports[*]"))
                .containsExactly("${TAMIS_BIND:-127.0.0.1}:${TAMIS_PORT:-8080}:8080");
        for (String secret : List.of("TAMIS_TOKEN", "SPRING_DATASOURCE_PASSWORD", "POSTGRES_PASSWORD")) {
            assertThat(texts(compose, "$.services.." + secret))
                    .as(secret)
                    .isNotEmpty()
                    .allMatch(value -> value.matches("\\$\\{TAMIS_(TOKEN|DB_PASSWORD):\\?.+}"));
        }
        for (String node : List.of("api", "worker")) {
            assertThat(map(compose, "$.services." + node + ".environment")).containsKey("TAMIS_TOKEN");
        }
    }

    /** A container is reached from outside or is of no use: it shall say at once that it needs a token. */
    @Test
    void theImageListensToItsNetwork() throws IOException {
        assertThat(Files.readString(Path.of("Dockerfile"))).containsPattern("(?m)^    SERVER_ADDRESS=0\\.0\\.0\\.0 ");
    }

    @Test
    void theImageRunsAsNobodyInParticular() throws IOException {
        String image = Files.readString(Path.of("Dockerfile"));
        String last = image.substring(image.lastIndexOf("\nFROM "));

        assertThat(last).containsPattern("(?m)^USER 10001:10001$").doesNotContainPattern("(?s)\nUSER .*\nRUN ");
        assertThat(last).contains("useradd --uid 10001 ", "--home-dir /var/lib/tamis ", "\nVOLUME /var/lib/tamis\n");
        assertThat(last).contains("TAMIS_HOME=/var/lib/tamis ");
    }

    /** What a node may write to is its home, which the image declares, and /tmp. */
    @ParameterizedTest
    @ValueSource(strings = {"api", "worker"})
    void composeGivesNodesNoRightsThatTheyDoNotNeed(String node) throws IOException {
        Object compose = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("docker-compose.yml")));
        Map<String, Object> service = JsonPath.read(compose, "$.services." + node);

        assertThat(service).containsEntry("read_only", true).doesNotContainKeys("user", "privileged", "cap_add");
        assertThat(texts(compose, "$.services." + node + ".tmpfs[*]")).containsExactly("/tmp:size=64m");
        assertThat(texts(compose, "$.services." + node + ".cap_drop[*]")).containsExactly("ALL");
        assertThat(texts(compose, "$.services." + node + ".security_opt[*]")).containsExactly("no-new-privileges:true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tamis-api", "tamis-worker"})
    void podsHaveNoRightsThatTheyDoNotNeed(String name) {
        Object deployment = named("Deployment", name);

        assertThat(at(deployment, "$.spec.template.spec.securityContext.runAsNonRoot"))
                .isEqualTo(true);
        assertThat(map(container(name), "$.securityContext").toString())
                .contains("readOnlyRootFilesystem=true", "allowPrivilegeEscalation=false")
                .matches(".*capabilities=\\{\"?drop\"?[=:]\\[\"?ALL\"?]}.*");
        assertThat(texts(container(name), "$.volumeMounts[*].mountPath")).containsExactly("/var/lib/tamis", "/tmp");
        assertThat(texts(deployment, "$.spec.template.spec.volumes[*].name")).containsExactly("home", "tmp");
    }

    private Object named(String kind, String name) {
        return kubernetes.stream()
                .filter(each -> kind.equals(at(each, "$.kind")) && name.equals(at(each, "$.metadata.name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private Object container(String deployment) {
        return at(named("Deployment", deployment), "$.spec.template.spec.containers[0]");
    }

    private static String environment(Object container, String name) {
        List<String> values = texts(container, "$.env[?(@.name == '" + name + "')].value");
        assertThat(values).as(name).hasSize(1);
        return values.get(0);
    }

    private static Object at(Object document, String path) {
        return JsonPath.read(document, path);
    }

    private static List<String> texts(Object document, String path) {
        return JsonPath.read(document, path);
    }

    private static Map<String, String> map(Object document, String path) {
        return JsonPath.read(document, path);
    }

    /** The documents of the page's block of YAML that has a certain text. */
    private static List<Object> documents(String with) {
        List<String> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(page())
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(with))
                .toList();
        assertThat(blocks).hasSize(1);
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(strict)).loadAll(blocks.get(0));
        return new ArrayList<>(
                StreamSupport.stream(documents.spliterator(), false).toList());
    }

    private static String page() {
        try {
            return Files.readString(Path.of("src/site/markdown/operate.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
