package dev.tamis.web.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.dataset.upload.Csv;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.EmptyDatabase;
import dev.tamis.web.FakeWorker;
import dev.tamis.web.Multipart;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

/** Uploads over a real connection; what is small is smaller here than usual, so that limits can be met. */
@ApiNodeTest
class DatasetsApiTest {

    private static final String DATASETS = "/api/v1/datasets";

    @LocalServerPort
    private int port;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private JdbcTemplate jdbc;

    @AfterEach
    void removeAll() {
        EmptyDatabase.clear(jdbc);
    }

    @Test
    void anUploadIsDescribedFoundAndListed() throws Exception {
        HttpResponse<String> answer = Multipart.form()
                .file("file", Csv.numbered(300))
                .field("name", "points")
                .field("testShare", "0.1")
                .field("scaling", "MIN_MAX")
                .post(address(DATASETS));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains(address(DATASETS + "/points"));
        api.reads(DATASETS + "/points")
                .andExpect(content().json(answer.body()))
                .andExpect(jsonPath("$.builtIn").value(false))
                .andExpect(jsonPath("$.rows").value(300))
                .andExpect(jsonPath("$.trainingRows").value(270))
                .andExpect(jsonPath("$.testRows").value(30))
                .andExpect(jsonPath("$.features").value(2))
                .andExpect(jsonPath("$.classes").value(3))
                .andExpect(jsonPath("$.perClass[*].name").value(contains("a", "b", "c")))
                .andExpect(jsonPath("$.perClass[*].trainingRows").value(contains(90, 90, 90)))
                .andExpect(jsonPath("$.label").value("class"))
                .andExpect(jsonPath("$.scaling").value("MIN_MAX"))
                .andExpect(jsonPath("$.createdAt").isString())
                .andExpect(jsonPath("$.sha256").isString())
                .andExpect(jsonPath("$.licence").value(nullValue()));
        api.reads(DATASETS)
                .andExpect(jsonPath("$.content[*].name").value(contains("mnist", "points")))
                .andExpect(jsonPath("$.content[0].builtIn").value(true))
                .andExpect(jsonPath("$.content[0].trainingRows").value(60000))
                .andExpect(jsonPath("$.content[0].perClass", hasSize(10)));
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        upload("points", Csv.numbered(300));
        api.reads(DATASETS + "/points")
                .andExpect(jsonPath("$.testRows").value(60))
                .andExpect(jsonPath("$.scaling").value("STANDARDIZE"))
                .andExpect(jsonPath("$.label").value("class"));
    }

    @Test
    void aClassHasAHundredCharactersOfAnyKind() throws Exception {
        String longest = "\ud83c\udf77".repeat(100);
        HttpResponse<String> answer = named("wine")
                .file("file", Csv.numbered(300).replace(",a\n", "," + longest + "\n"))
                .post(address(DATASETS));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(JsonPath.<List<String>>read(answer.body(), "$.perClass[*].name"))
                .contains(longest);
    }

    /** As curl sends {@code -F testFile=}, and forms what nobody has filled in. */
    @Test
    void anEmptyPartIsNoPart() throws Exception {
        HttpResponse<String> answer = Multipart.form()
                .file("file", Csv.numbered(300))
                .field("name", "points")
                .field("testFile", "")
                .field("label", "")
                .field("testShare", "")
                .field("scaling", "")
                .post(address(DATASETS));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat((int) JsonPath.read(answer.body(), "$.testRows")).isEqualTo(60);
        HttpResponse<String> named = Multipart.form()
                .file("file", Csv.numbered(300))
                .field("name", "named")
                .post(address(DATASETS + "?label=x"));
        assertThat(named.statusCode()).as(named.body()).isEqualTo(400);
        assertThat((String) JsonPath.read(named.body(), "$.errors[0].code")).isEqualTo("UNKNOWN_FIELD");
    }

    @Test
    void anEmptyPartOfAnUnknownNameIsAsUnknownAsAFullOne() throws Exception {
        HttpResponse<String> answer =
                named("points").file("file", Csv.numbered(300)).field("foo", "").post(address(DATASETS));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].field"))
                .containsExactly("foo");
    }

    @Test
    void aPartThatIsThereTwiceIsNotMissing() throws Exception {
        HttpResponse<String> answer = named("points")
                .field("name", "lines")
                .file("file", Csv.numbered(300))
                .post(address(DATASETS));
        assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].code"))
                .containsExactly("DUPLICATE");
    }

    @Test
    void gzipAndAFileOfTestRowsAreTaken() throws Exception {
        HttpResponse<String> answer = Multipart.form()
                .file("file", "rows", Csv.gzip(Csv.numbered(300).getBytes(StandardCharsets.UTF_8)))
                .file("testFile", "x,y,class\n1,2,a\n3,4,b\n")
                .field("name", "points")
                .field("label", "class")
                .post(address(DATASETS));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat((int) JsonPath.read(answer.body(), "$.trainingRows")).isEqualTo(300);
        assertThat((int) JsonPath.read(answer.body(), "$.testRows")).isEqualTo(2);
    }

    static Stream<Arguments> refused() {
        String good = Csv.numbered(30);
        return Stream.of(
                bad(Multipart.form().file("file", good), "name"),
                bad(Multipart.form().field("name", "points"), "file"),
                bad(Multipart.form(), "file", "name"),
                bad(Multipart.form().field("file", good).field("name", "points"), "file", "file"),
                bad(named("a/b").file("file", good), "name"),
                bad(named("points").file("file", good).field("label", "cl\0ass"), "label"),
                bad(named("mnist").file("file", good), "name"),
                bad(named("points").field("name", "lines").file("file", good), "name"),
                bad(Multipart.form().file("name", "points").file("file", good), "name", "name"),
                bad(named("points").file("file", good).file("file", good), "file"),
                bad(named("points").file("file", good).field("test_share", "0.1"), "test_share"),
                bad(named("points").file("file", good).field("testShare", "1"), "testShare"),
                bad(named("points").file("file", good).field("testShare", "NaN"), "testShare"),
                bad(
                        named("a b").file("file", good).field("testShare", "-1").field("scaling", "LOG"),
                        "name",
                        "testShare",
                        "scaling"),
                bad(named("points").file("file", good).file("testFile", good).field("testShare", "0.1"), "testShare"),
                bad(named("points").file("file", good).field("label", "species"), "label"),
                bad(named("points").file("file", "x,c\n1,a\nb,2\n,c\n"), "file", "file"),
                bad(named("points").file("file", ""), "file"),
                bad(named("points").file("file", "../../etc/passwd", new byte[] {0, 1, (byte) 0xff}), "file"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotAsItMustBeIsNamedAndNothingIsStored(Multipart form, List<String> fields) throws Exception {
        HttpResponse<String> answer = form.post(address(DATASETS));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        List<String> named = JsonPath.read(answer.body(), "$.errors[*].field");
        assertThat(named).containsExactlyInAnyOrderElementsOf(fields);
        assertThat(stored()).isZero();
    }

    @Test
    void aFormThatBreaksOffOrIsNoneIsTheClientsMistake() throws Exception {
        byte[] whole = named("points").file("file", Csv.numbered(30)).bytes();
        HttpResponse<String> cut = Multipart.send(
                address(DATASETS), HttpRequest.BodyPublishers.ofByteArray(java.util.Arrays.copyOf(whole, 200)));
        assertThat(cut.statusCode()).as(cut.body()).isEqualTo(400);
        assertThat(cut.body()).contains("multipart/form-data");
        mvc.perform(post(DATASETS).contentType(MediaType.APPLICATION_JSON).content("{}"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.errors[0].field").value("Content-Type"));
        assertThat(stored()).isZero();
    }

    @Test
    void onlyTheOneAddressTakesForms() throws Exception {
        HttpResponse<String> answer =
                named("x").file("file", "y".repeat(50_000)).post(address("/api/v1/experiments"));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aTakenNameIsAConflict() throws Exception {
        upload("points", Csv.numbered(30));
        HttpResponse<String> answer =
                named("points").file("file", Csv.numbered(60)).post(address(DATASETS));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat((String) JsonPath.read(answer.body(), "$.code")).isEqualTo("NAME_TAKEN");
        assertThat((String) JsonPath.read(answer.body(), "$.errors[0].field")).isEqualTo("name");
        api.reads(DATASETS + "/points").andExpect(jsonPath("$.rows").value(30));
    }

    @Test
    void ofFourUploadsAtOnceOneIsStored() throws Exception {
        Callable<Integer> upload = () -> named("points")
                .file("file", Csv.numbered(300))
                .post(address(DATASETS))
                .statusCode();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(java.util.Collections.nCopies(4, upload))) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
        } finally {
            threads.shutdownNow();
        }
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void aBodyAboveTheLimitIsRefusedWithItsSize() throws Exception {
        HttpResponse<String> answer = named("points")
                .file("file", Csv.numbered(30) + "\n".repeat(2_500_000))
                .post(address(DATASETS));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("must have at most 2097152 bytes");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(stored()).isZero();
    }

    @Test
    void aBodyThatDoesNotTellItsSizeIsRefusedWhileItIsRead() throws Exception {
        byte[] start = named("points").file("file", Csv.numbered(30)).bytes();
        InputStream body = new SequenceInputStream(
                new java.io.ByteArrayInputStream(start, 0, start.length - 20),
                new java.io.ByteArrayInputStream(new byte[2_500_000]));
        HttpResponse<String> answer =
                Multipart.send(address(DATASETS), HttpRequest.BodyPublishers.ofInputStream(() -> body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(answer.body()).contains("must have at most 2097152 bytes");
        assertThat(stored()).isZero();
    }

    /** 66 MB in less than half a megabyte, into a node that takes 4. */
    @Test
    void aGzipBombIsRefusedAsTooLarge() throws Exception {
        byte[] bomb = Csv.gzip(("x,c\n" + "1.000000,a\n2.000000,b\n".repeat(3 << 20)).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                named("points").file("file", "bomb.gz", bomb).post(address(DATASETS));
        assertThat(bomb.length).isLessThan(500_000);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat((String) JsonPath.read(answer.body(), "$.errors[0].field")).isEqualTo("file");
        assertThat((String) JsonPath.read(answer.body(), "$.code")).isEqualTo("DATASET_TOO_LARGE");
        assertThat((String) JsonPath.read(answer.body(), "$.errors[0].message"))
                .contains("at most 4194304 bytes once unpacked");
        assertThat(stored()).isZero();
    }

    @Test
    void aFormOfTooManyPartsOrWithTooLongAHeadIsRefusedByTheLimitThatItHasBroken() throws Exception {
        Multipart many = named("points");
        for (int part = 0; part < 10_000; part++) {
            many.field("x" + part, "");
        }
        Multipart longHead = named("points").file("file", "x".repeat(1_000_000), new byte[10]);

        assertThat(refusalOf(many)).contains("at most 50 parts (server.tomcat.max-part-count)");
        assertThat(refusalOf(longHead)).contains("at most 4096 bytes (server.tomcat.max-part-header-size)");
    }

    @Test
    void aFileMayHaveTheLongestNameThatAFileCanHave() throws Exception {
        HttpResponse<String> answer = named("points")
                .file("file", "%E6%9D%B1".repeat(255) + ".csv", Csv.numbered(30).getBytes(StandardCharsets.UTF_8))
                .post(address(DATASETS));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private String refusalOf(Multipart form) throws Exception {
        HttpResponse<String> answer = form.post(address(DATASETS));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat((String) JsonPath.read(answer.body(), "$.code")).isEqualTo("INVALID_FIELDS");
        assertThat((String) JsonPath.read(answer.body(), "$.errors[0].code")).isEqualTo("OUT_OF_RANGE");
        return JsonPath.read(answer.body(), "$.errors[0].message");
    }

    @Test
    void anExperimentIsCheckedAgainstTheSizesOfItsDataset() throws Exception {
        upload("points", Csv.numbered(300));
        api.posts(experiment("points", 200, 41), "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("dataset.validationSize")))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("240, the training rows of points")));
        api.posts(experiment("lines", 200, 40), "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].message").value(containsString("[mnist, points]")));
        UUID id = api.submits(experiment("points", 200, 40));
        String sha256 = JsonPath.read(
                api.reads(DATASETS + "/points").andReturn().getResponse().getContentAsString(), "$.sha256");
        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.dataset.name").value("points"))
                .andExpect(jsonPath("$.dataset.sha256").value(sha256));
    }

    @Test
    void anUploadIsSplitStratifiedUnlessToldOtherwise() throws Exception {
        upload("points", Csv.numbered(300));
        String split = "/api/v1/experiments?dryRun=true";
        String told = experiment("points", 200, 40).replace("\"trainSize\"", "\"stratified\": false, \"trainSize\"");
        api.posts(experiment("points", 200, 40), split)
                .andExpect(jsonPath("$.dataset.stratified").value(true));
        api.posts(told, split).andExpect(jsonPath("$.dataset.stratified").value(false));
        api.posts(experiment("mnist", 200, 40), split)
                .andExpect(jsonPath("$.dataset.stratified").value(false));
    }

    @Test
    void aSubmissionCanInsistOnItsContent() throws Exception {
        upload("points", Csv.numbered(300));
        String pinned = experiment("points", 200, 40).replace("\"trainSize\"", "\"sha256\": \"0123\", \"trainSize\"");
        api.posts(pinned, "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("dataset.sha256")));
    }

    @Test
    void aDatasetIsKeptWhileAnExperimentNeedsIt() throws Exception {
        upload("points", Csv.numbered(300));
        UUID id = api.submits(experiment("points", 200, 40));
        mvc.perform(delete(DATASETS + "/points"))
                .andExpect(status().isConflict())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("DATASET_IN_USE"))
                .andExpect(jsonPath("$.detail").value(containsString("small")));
        worker.trainAll(id);
        mvc.perform(post("/api/v1/experiments/{id}/final-evaluation", id)).andExpect(status().isAccepted());
        mvc.perform(delete(DATASETS + "/points")).andExpect(status().isConflict());
        jdbc.update("update final_evaluation set state = 'FAILED', reason = 'x' where experiment_id = ?", id);

        mvc.perform(delete(DATASETS + "/points")).andExpect(status().isNoContent());
        api.reads(DATASETS + "/points").andExpect(status().isNotFound());
        mvc.perform(delete(DATASETS + "/points")).andExpect(status().isNotFound());
        await().untilAsserted(() -> assertThat(jdbc.queryForObject("select count(*) from dataset_chunk", Integer.class))
                .isZero());
        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.dataset.name").value("points"))
                .andExpect(jsonPath("$.state").value("COMPLETED"));
    }

    /** Whoever comes first, the other is told; an experiment without its dataset there must never be. */
    @Test
    void aSubmissionAndARemovalAtOnceCannotBothSucceed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 15; round++) {
                String name = "points" + round;
                upload(name, Csv.numbered(30));
                Future<Integer> submission =
                        threads.submit(() -> api.posts(experiment(name, 20, 4), "/api/v1/experiments")
                                .andReturn()
                                .getResponse()
                                .getStatus());
                Future<Integer> removal = threads.submit(() -> mvc.perform(delete(DATASETS + "/" + name))
                        .andReturn()
                        .getResponse()
                        .getStatus());
                assertThat(List.of(submission.get(), removal.get())).isIn(List.of(201, 409), List.of(400, 204));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsBuiltInStays() throws Exception {
        mvc.perform(delete(DATASETS + "/mnist"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("built in")));
    }

    @Test
    void withoutTestRowsThereIsNoFinalEvaluationAndItSaysWhy() throws Exception {
        Multipart.form()
                .file("file", Csv.numbered(300))
                .field("name", "points")
                .field("testShare", "0")
                .post(address(DATASETS));
        UUID id = api.submits(experiment("points", 200, 40));
        worker.trainAll(id);
        mvc.perform(post("/api/v1/experiments/{id}/final-evaluation", id))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("NO_TEST_ROWS"))
                .andExpect(jsonPath("$.detail").value(containsString("no test rows")));
        mvc.perform(get("/api/v1/experiments/{id}/final-evaluation", id)).andExpect(status().isNotFound());
    }

    /** The old rows are gone, and the new ones are not those that the experiment was trained on. */
    @Test
    void aFinalEvaluationIsNeverDoneOnWhatTookTheNameSince() throws Exception {
        upload("points", Csv.numbered(300));
        UUID id = api.submits(experiment("points", 200, 40));
        worker.trainAll(id);
        mvc.perform(delete(DATASETS + "/points")).andExpect(status().isNoContent());
        upload("points", Csv.numbered(600));
        mvc.perform(post("/api/v1/experiments/{id}/final-evaluation", id))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("DATASET_GONE"))
                .andExpect(jsonPath("$.detail").value(containsString("has been removed")));

        mvc.perform(delete(DATASETS + "/points")).andExpect(status().isNoContent());
        upload("points", Csv.numbered(300));
        mvc.perform(post("/api/v1/experiments/{id}/final-evaluation", id)).andExpect(status().isAccepted());
    }

    @Test
    void aListOfDatasetsIsPaged() throws Exception {
        upload("b", Csv.numbered(30));
        upload("a", Csv.numbered(30));
        api.reads(DATASETS + "?size=2&page=1")
                .andExpect(jsonPath("$.content[*].name").value(containsInAnyOrder("b")))
                .andExpect(jsonPath("$.page.totalElements").value(3));
    }

    private void upload(String name, String csv) throws Exception {
        HttpResponse<String> answer = named(name).file("file", csv).post(address(DATASETS));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private int stored() {
        return jdbc.queryForObject("select count(*) from dataset", Integer.class);
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private static Multipart named(String name) {
        return Multipart.form().field("name", name);
    }

    private static Arguments bad(Multipart form, String... fields) {
        return Arguments.arguments(form, List.of(fields));
    }

    private static String experiment(String dataset, int trainSize, int validationSize) {
        return Api.experimentWithTrials(2)
                .replace("mnist", dataset)
                .replace("400", String.valueOf(trainSize))
                .replace("100}", validationSize + "}");
    }
}
