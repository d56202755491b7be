package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.space.FieldCode;
import dev.tamis.web.problem.ProblemCode;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@ApiNodeTest
class BadInputTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final String GOOD = Api.experimentWithTrials(3);
    private static final String RATE = "{\"type\": \"float\", \"low\": 1e-6, \"high\": 1e-2, \"scale\": \"log\"}";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseSwitch database;

    /** What is replaced in a good submission, by what, and the fields that must be named, no more and no fewer. */
    static Stream<Arguments> badSubmissions() {
        return Stream.of(
                // unknown fields
                bad("\"sampler\"", "\"smapler\"", "smapler"),
                bad("\"trainSize\"", "\"train_size\"", "dataset.train_size", "dataset.trainSize"),
                bad("\"seed\"", "\"sead\"", "sampler.sead"),
                bad("\"maxTrials\"", "\"trials\"", "budget.trials"),
                rate("{\"type\": \"float\", \"low\": 1e-6, \"high\": 1, \"log\": true}", "log"),
                // types
                bad("\"small\"", "5", "name"),
                bad("400", "\"400\"", "dataset.trainSize"),
                bad("400", "400.5", "dataset.trainSize"),
                bad("400", "true", "dataset.trainSize"),
                bad("400", "99999999999", "dataset.trainSize"),
                bad("42", "99999999999999999999", "sampler.seed"),
                bad("42", "1e300", "sampler.seed"),
                bad(
                        "\"validationSize\": 100",
                        "\"validationSize\": 100, \"stratified\": \"yes\"",
                        "dataset.stratified"),
                bad("{\"seed\": 42}", "[42]", "sampler"),
                bad("{\"seed\": 42}", "\"RANDOM\"", "sampler"),
                bad("{\"seed\": 42}", "{\"type\": \"random\"}", "sampler.type"),
                bad("{\"hiddenLayers\": 1, \"epochs\": 4}", "[]", "model"),
                rate("5", ""),
                rate("{\"type\": \"float\", \"low\": \"1\", \"high\": 2}", "low"),
                rate("{\"type\": \"float\", \"low\": [1], \"high\": {}}", "low", "high"),
                rate("{\"type\": \"double\", \"low\": 1, \"high\": 2}", "type"),
                rate("{\"low\": 1, \"high\": 2}", "type"),
                rate("{\"type\": \"float\", \"low\": 1, \"high\": 2, \"scale\": \"LOG\"}", "scale"),
                rate("{\"type\": \"categorical\", \"choices\": 3}", "choices"),
                // missing
                bad("\"name\": \"small\",", "", "name"),
                bad("\"small\"", "null", "name"),
                bad("\"trainSize\": 400, ", "", "dataset.trainSize"),
                bad(
                        "{\"name\": \"mnist\", \"trainSize\": 400, \"validationSize\": 100}",
                        "{}",
                        "dataset.name",
                        "dataset.trainSize",
                        "dataset.validationSize"),
                bad("\"searchSpace\":", "\"searchSpaceId\": null, \"modelSpace\":", "modelSpace", "searchSpace"),
                rate("{\"type\": \"float\"}", "low", "high"),
                rate("{\"type\": \"categorical\"}", "choices"),
                // ranges
                rate("{\"type\": \"float\", \"low\": 1, \"high\": 0.1}", "low"),
                rate("{\"type\": \"float\", \"low\": 0.1, \"high\": 0.1}", "low"),
                rate("{\"type\": \"float\", \"low\": 0, \"high\": 1, \"scale\": \"log\"}", "low"),
                rate("{\"type\": \"float\", \"low\": -1, \"high\": 1, \"scale\": \"log\"}", "low"),
                rate("{\"type\": \"float\", \"low\": 0.1, \"high\": 0.35, \"step\": 0.1}", "step"),
                rate("{\"type\": \"float\", \"low\": 0.1, \"high\": 0.3, \"step\": 0}", "step"),
                rate("{\"type\": \"float\", \"low\": 0.1, \"high\": 0.3, \"step\": -0.1}", "step"),
                rate("{\"type\": \"float\", \"low\": 0.1, \"high\": 1, \"scale\": \"log\", \"step\": 0.1}", "step"),
                rate("{\"type\": \"float\", \"low\": 1e999, \"high\": 1}", "low"),
                rate("{\"type\": \"float\", \"low\": 1, \"high\": 1e999}", "high"),
                rate("{\"type\": \"float\", \"low\": \"NaN\", \"high\": \"Infinity\"}", "low", "high"),
                rate("{\"type\": \"categorical\", \"choices\": []}", "choices"),
                rate("{\"type\": \"categorical\", \"choices\": [0.1, 0.1]}", "choices"),
                rate("{\"type\": \"categorical\", \"choices\": [0.1, null]}", "choices[1]"),
                rate("{\"type\": \"categorical\", \"choices\": [0.1, [0.2]]}", "choices"),
                rate("{\"type\": \"categorical\", \"choices\": [0.1, 1e999]}", "choices[1]"),
                bad(
                        "\"learningRate\": " + RATE,
                        "\"hiddenUnits\": {\"type\": \"int\", \"low\": 1.5, \"high\": 8}",
                        "searchSpace.hiddenUnits.low"),
                bad(
                        "\"learningRate\": " + RATE,
                        "\"hiddenUnits\": {\"type\": \"int\", \"low\": 10, \"high\": 25, \"step\": 10}",
                        "searchSpace.hiddenUnits.step"),
                // hyperparameters
                bad("\"learningRate\": {", "\"learningrate\": {", "searchSpace.learningrate"),
                bad("\"learningRate\": {\"type\"", "\"rate\": {\"typ\"", "searchSpace.rate", "searchSpace.rate.type"),
                bad("\"hiddenLayers\": 1", "\"layers\": 1", "model.layers"),
                bad("\"hiddenLayers\": 1", "\"learningRate\": 0.1", "searchSpace.learningRate"),
                bad("\"hiddenLayers\": 1", "\"dropout\": 1", "model.dropout"),
                bad("\"hiddenLayers\": 1", "\"dropout\": -0.1", "model.dropout"),
                bad("\"hiddenLayers\": 1", "\"dropout\": \"NaN\"", "model.dropout"),
                bad("\"hiddenLayers\": 1", "\"momentum\": 1e999", "model.momentum"),
                bad("\"hiddenLayers\": 1", "\"hiddenUnits\": 0", "model.hiddenUnits"),
                bad("\"hiddenLayers\": 1", "\"hiddenUnits\": 10.5", "model.hiddenUnits"),
                bad("\"hiddenLayers\": 1", "\"optimizer\": \"LION\"", "model.optimizer"),
                bad("\"hiddenLayers\": 1", "\"batchNorm\": 1", "model.batchNorm"),
                bad(
                        "\"hiddenLayers\": 1",
                        "\"dropout\": 2, \"batchSize\": 0, \"x\": 1",
                        "model.dropout",
                        "model.batchSize",
                        "model.x"),
                bad(
                        "\"learningRate\": " + RATE,
                        "\"dropout\": {\"type\": \"float\", \"low\": -0.5, \"high\": 1}",
                        "searchSpace.dropout.low",
                        "searchSpace.dropout.high"),
                bad(
                        "\"learningRate\": " + RATE,
                        "\"hiddenUnits\": {\"type\": \"float\", \"low\": 1, \"high\": 8}",
                        "searchSpace.hiddenUnits.type"),
                bad(
                        "\"learningRate\": " + RATE,
                        "\"optimizer\": {\"type\": \"int\", \"low\": 1, \"high\": 8}",
                        "searchSpace.optimizer.type"),
                bad(
                        "\"learningRate\": " + RATE,
                        "\"optimizer\": {\"type\": \"categorical\", \"choices\": [\"SGD\", \"LION\", 3]}",
                        "searchSpace.optimizer.choices[1]",
                        "searchSpace.optimizer.choices[2]"),
                // data
                bad("\"mnist\"", "\"cifar\"", "dataset.name"),
                bad("400", "60000", "dataset.trainSize"),
                bad(
                        "\"trainSize\": 400, \"validationSize\": 100",
                        "\"trainSize\": 0, \"validationSize\": -1",
                        "dataset.trainSize",
                        "dataset.validationSize"),
                // search space by id
                bad(
                        "\"searchSpace\":",
                        "\"searchSpaceId\": \"" + new UUID(0, 0) + "\", \"searchSpace\":",
                        "searchSpaceId"),
                bad("\"searchSpace\":", "\"searchSpaceId\": \"x\", \"searchSpace\":", "searchSpaceId", "searchSpaceId"),
                // budget, sampler, objective
                bad(
                        "\"maxTrials\": 3",
                        "\"maxTrials\": 0, \"parallelTrials\": 0, \"maxFailedTrials\": -1",
                        "budget.maxTrials",
                        "budget.parallelTrials",
                        "budget.maxFailedTrials"),
                bad("\"maxTrials\": 3", "\"maxTrials\": 100001", "budget.maxTrials"),
                bad("\"sampler\": {\"seed\": 42}", "\"sampler\": {\"seed\": 42}, \"priority\": 101", "priority"),
                bad(
                        "\"sampler\": {\"seed\": 42}",
                        "\"sampler\": {\"seed\": 42}, \"priority\": -2147483648",
                        "priority"),
                bad("\"sampler\": {\"seed\": 42}", "\"sampler\": {\"seed\": 42}, \"priority\": \"high\"", "priority"),
                bad("{\"seed\": 42}", "{\"points\": {\"learningRate\": 3}}", "sampler.points"),
                bad(
                        "{\"seed\": 42}",
                        "{\"type\": \"GRID\", \"points\": {\"learningRate\": 1}}",
                        "sampler.points.learningRate"),
                bad("{\"seed\": 42}", "{\"type\": \"GRID\", \"points\": {\"epochs\": 3}}", "sampler.points.epochs"),
                bad(
                        "{\"seed\": 42}",
                        "{\"type\": \"GRID\", \"points\": {\"learningRate\": \"3\"}}",
                        "sampler.points.learningRate"),
                bad(
                        "{\"seed\": 42}",
                        "{\"type\": \"GRID\", \"points\": {\"learningRate\": 2147483647}}",
                        "sampler.points.learningRate"),
                bad(
                        "{\"seed\": 42}",
                        "{\"type\": \"GRID\", \"points\": {\"learningRate\": 1000, \"weightDecay\": 1000}}",
                        "sampler.points"),
                bad("{\"seed\": 42}", "{\"type\": \"GRID\"}", "budget.maxTrials"),
                bad(
                        "{\"seed\": 42}",
                        "{\"type\": \"GRID\", \"points\": {\"learningRate\": 1, \"weightDecay\": -3}}",
                        "sampler.points.learningRate",
                        "sampler.points.weightDecay"),
                bad(
                        "{\"seed\": 42}",
                        "{\"type\": \"GRID\", \"points\": {\"learningRate\": 100001, \"weightDecay\": 100002,"
                                + " \"epochs\": 3, \"a.b\": 4}}",
                        "sampler.points.learningRate",
                        "sampler.points.weightDecay",
                        "sampler.points.epochs",
                        "sampler.points.a.b"),
                // of all kinds: a type, a bound of the sampler's own, and what depends on the search space
                bad(
                        "{\"seed\": 42}",
                        "{\"type\": \"GRID\", \"points\": {\"learningRate\": \"3\", \"weightDecay\": 100001, \"epochs\": 3,"
                                + " \"a.b\": 1}}",
                        "sampler.points.learningRate",
                        "sampler.points.weightDecay",
                        "sampler.points.epochs",
                        "sampler.points.a.b"),
                bad("{\"seed\": 42}", "{}, \"objective\": {\"metric\": \"accuracy\"}", "objective.metric"),
                bad(
                        "{\"seed\": 42}",
                        "{}, \"objective\": {\"direction\": \"MINIMIZE\", \"at\": \"FIRST\"}",
                        "objective.direction",
                        "objective.at"),
                // names
                bad("\"small\"", "\"\"", "name"),
                bad("\"small\"", "\" \"", "name"),
                bad("\"small\"", "\"a\\u0000b\"", "name"),
                // reads as "exe.ptxt", and what follows it from right to left, too
                bad("\"small\"", "\"\\u202etxtp.exe\"", "name"),
                bad("\"small\"", "\"a\\u2066b\"", "name"),
                bad("\"small\"", "\"a\\u2028b\"", "name"),
                bad("\"mnist\"", "\"mn\\u0000ist\"", "dataset.name"),
                bad("\"small\"", "\"" + "x".repeat(201) + "\"", "name"),
                // half of a character, in a value and in a name
                bad("\"small\"", "\"\\ud800\"", "name"),
                bad("\"sampler\": {\"seed\": 42}", "\"sampler\": {\"seed\": 42}, \"trainer\": \"\\ud800\"", "trainer"),
                bad("\"seed\": 42", "\"seed\": 42, \"\\ud800\": 1", "sampler.\ud800"),
                // duplicates
                bad("\"small\"", "\"small\", \"name\": \"other\"", "name"),
                bad("\"weightDecay\"", "\"learningRate\"", "searchSpace.learningRate"),
                rate("{\"type\": \"float\", \"low\": 0.1, \"low\": 0.2, \"high\": 1}", "low"));
    }

    @ParameterizedTest
    @MethodSource("badSubmissions")
    void aBadSubmissionIsRefusedWithEveryFieldThatIsWrong(String body, List<String> fields) throws Exception {
        List<Integer> before = api.stored();
        refused(api.posts(body, EXPERIMENTS), 400)
                .andExpect(jsonPath("$.errors[*].field").value(containsInAnyOrder(fields.toArray())))
                .andExpect(jsonPath("$.errors[*].message").value(not(hasItem(""))));
        assertThat(api.stored()).isEqualTo(before);
    }

    @Test
    void mistakesOfAllKindsAreToldTogether() throws Exception {
        refused(api.posts("""
                                {"nam": "x", "dataset": {"name": "cifar", "trainSize": "many", "validationSize": 0},
                                 "model": {"dropout": 1, "hiddenLayers": 2, "layers": 3},
                                 "searchSpace": {"learningRate": {"type": "float", "low": 2, "high": 1},
                                                 "hiddenLayers": {"type": "int", "low": 1, "high": 4},
                                                 "speed": {"type": "float", "low": 0, "high": 1}},
                                 "sampler": {"type": "GENETIC"}, "budget": {"maxTrials": -5}}""", EXPERIMENTS), 400)
                .andExpect(jsonPath("$.errors[*].field")
                        .value(containsInAnyOrder(
                                "nam",
                                "name",
                                "dataset.name",
                                "dataset.trainSize",
                                "model.dropout",
                                "model.layers",
                                "searchSpace.learningRate.low",
                                "searchSpace.hiddenLayers",
                                "searchSpace.speed",
                                "sampler.type",
                                "budget.maxTrials")))
                .andExpect(jsonPath("$.detail").value(containsString("11 fields are not as they must be")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ", \"searchSpace\": 7", ", \"searchSpaceId\": \"00000000-0000-0000-0000-000000000000\""})
    void fixedValuesAreCheckedWhereThereIsNoSpaceToo(String space) throws Exception {
        refused(api.posts("""
                                {"name": "x", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                                 "model": {"optimiser": "NAG", "dropout": 1}%s}""".formatted(space), EXPERIMENTS), 400)
                .andExpect(jsonPath("$.errors[*].field").value(hasItems("model.optimiser", "model.dropout")))
                .andExpect(jsonPath("$.errors.length()").value(3));
    }

    @Test
    void aRuleIsToldWithTheValuesThatBrokeIt() throws Exception {
        refused(api.posts(GOOD.replaceFirst("1e-2", "1e-7"), EXPERIMENTS), 400)
                .andExpect(jsonPath("$.errors[0].message").value("low < high must hold, but got low=1e-6, high=1e-7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"searchSpace\": {}} | name searchSpace",
                "{\"name\": \"x\", \"searchSpace\": {\"speed\": {\"type\": \"float\", \"low\": 2, \"high\": 1}}} |"
                        + " searchSpace.speed searchSpace.speed.low",
                "{\"name\": \"x\", \"space\": {}} | space searchSpace",
                "{\"name\": \"\\ud800\"} | name searchSpace",
                "[] | ''",
                "\"text\" | ''",
                "null | ''"
            })
    void aBadSearchSpaceIsRefused(String body, String fields) throws Exception {
        List<Integer> before = api.stored();
        refused(api.posts(body, "/api/v1/search-spaces"), 400)
                .andExpect(jsonPath("$.errors[*].field").value(containsInAnyOrder((Object[]) fields.split(" "))));
        assertThat(api.stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"x\", | line 1, column",
                "{\"name\": NaN} | NaN",
                "{\"name\": 1} 2 | JSON",
                "{'name': 1} | line 1, column",
                "'' | is missing"
            })
    void whatIsNoJsonIsToldWithItsPlace(String body, String message) throws Exception {
        refused(api.posts(body, EXPERIMENTS), 400)
                .andExpect(jsonPath("$.errors[0].field").value(""))
                .andExpect(jsonPath("$.errors[0].message").value(containsString(message)));
    }

    @Test
    void deepNestingIsRefusedAndHarmsNobody() throws Exception {
        refused(api.posts("{\"model\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}", EXPERIMENTS), 400);
    }

    @Test
    void anOversizedBodyIsRefused() throws Exception {
        String body = GOOD.replace("small", "x".repeat(70_000));
        refused(api.posts(body, EXPERIMENTS), 413)
                .andExpect(jsonPath("$.errors[0].message")
                        .value("must have at most 65536 bytes (tamis.api.max-body-size)"));
    }

    /** 16 MB hold 100,000 trials; who has more learns where to let them in. */
    @Test
    void tooManyBroughtTrialsAreRefusedByTheirOwnLimit() throws Exception {
        String body = " ".repeat((16 << 20) + 1);
        refused(api.posts(body, "/api/v1/range-suggestions"), 413)
                .andExpect(jsonPath("$.code").value("BODY_TOO_LARGE"))
                .andExpect(jsonPath("$.errors[0].message")
                        .value("must have at most 16777216 bytes (tamis.api.max-brought-trials-size)"));
    }

    @Test
    void aLongValueIsNotEchoedWhole() throws Exception {
        String answer = refused(api.posts(GOOD.replace("400", "\"" + "x".repeat(50_000) + "\""), EXPERIMENTS), 400)
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer.length()).isLessThan(2_000);
    }

    @Test
    void otherMediaTypesAreNotRead() throws Exception {
        refused(mvc.perform(post(EXPERIMENTS).contentType(MediaType.TEXT_PLAIN).content(GOOD)), 415)
                .andExpect(jsonPath("$.errors[*].field").value(is(List.of("Content-Type"))));
        refused(
                mvc.perform(post(EXPERIMENTS)
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("name=x")),
                415);
        refused(mvc.perform(post(EXPERIMENTS).content(GOOD)), 415)
                .andExpect(header().string("Accept", "application/json"))
                .andExpect(jsonPath("$.errors[0].message").value("must be application/json in UTF-8, but is missing"));
        refused(mvc.perform(get(EXPERIMENTS).accept(MediaType.APPLICATION_XML)), 406);
    }

    @Test
    void aBodyOfNullIsNone() throws Exception {
        refused(api.posts("null", EXPERIMENTS), 400)
                .andExpect(jsonPath("$.errors[0].code").value("WRONG_TYPE"));
        refused(api.posts("null", EXPERIMENTS + "/" + UUID.randomUUID() + "/final-evaluation"), 400);
    }

    @Test
    void aDomainWithoutATypeLacksIt() throws Exception {
        refused(api.posts(GOOD.replace("\"type\": \"float\",", ""), EXPERIMENTS), 400)
                .andExpect(jsonPath("$.errors[*].code").value(everyItem(is("MISSING"))));
    }

    @Test
    void aProblemSaysThatItsTypeIsNone() throws Exception {
        refused(mvc.perform(get(EXPERIMENTS + "/x")), 400)
                .andExpect(jsonPath("$.type").value("about:blank"));
        refused(mvc.perform(put(EXPERIMENTS)), 405).andExpect(jsonPath("$.type").value("about:blank"));
    }

    @Test
    void otherVerbsAreNotAllowed() throws Exception {
        refused(mvc.perform(put(EXPERIMENTS)), 405).andExpect(header().string("Allow", containsString("POST")));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/experiments/00000000-0000-0000-0000-000000000000, 404",
        "/api/v1/experiments/00000000-0000-0000-0000-000000000000/leaderboard, 404",
        "/api/v1/experiments/00000000-0000-0000-0000-000000000000/range-suggestions, 404",
        "/api/v1/experiments/00000000-0000-0000-0000-000000000000/rounds, 404",
        "/api/v1/experiments/00000000-0000-0000-0000-000000000000/trials?after=0, 404",
        "/api/v1/search-spaces/00000000-0000-0000-0000-000000000000, 404",
        "/api/v1/nothing, 404",
        "/api/v2/experiments, 404",
        "/nothing, 404",
        "/actuator/nothing, 404"
    })
    void whatIsNotThereIsNotFound(String path, int status) throws Exception {
        refused(mvc.perform(get(path)), status).andExpect(jsonPath("$.errors").value(empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/experiments/42 | id",
                "/api/v1/experiments/x/trials | id",
                "/api/v1/experiments/00000000-0000-0000-0000-000000000000/trials/one | number",
                "/api/v1/search-spaces/x | id",
                "/api/v1/experiments?page=-1 | page",
                "/api/v1/experiments?page=x&size=0&state=DONE&sort=colour | page size state sort",
                "/api/v1/experiments?size=1001 | size",
                "/api/v1/experiments?page=2147483647&size=1000 | page",
                "/api/v1/experiments?page=99999999999 | page",
                "/api/v1/experiments?sort=name,up | sort",
                "/api/v1/experiments?sort=plan | sort",
                "/api/v1/experiments?page=1&page=2 | page",
                "/api/v1/experiments?stat=RUNNING | stat",
                "/api/v1/experiments?q=%00 | q",
                "/api/v1/experiments?owner=an%00na | owner",
                "/api/v1/datasets/mnist?owner=an%00na | owner",
                "/api/v1/experiments/00000000-0000-0000-0000-000000000000/trials?after=-1&state=X | after state",
                "/api/v1/experiments/00000000-0000-0000-0000-000000000000/trials?after=1&page=1&sort=number&size=0 |"
                        + " page sort size",
                "/api/v1/experiments/00000000-0000-0000-0000-000000000000/leaderboard?top=0 | top",
                "/api/v1/experiments/00000000-0000-0000-0000-000000000000/leaderboard?top=ten&round=x | top round",
                "/api/v1/datasets?sort=name | sort"
            })
    void aBadQueryIsRefusedByTheNamesOfItsParameters(String path, String fields) throws Exception {
        refused(mvc.perform(get(java.net.URI.create(path))), 400)
                .andExpect(jsonPath("$.errors[*].field").value(containsInAnyOrder((Object[]) fields.split(" "))));
    }

    @Test
    void anIdempotencyKeyHasALength() throws Exception {
        List<Integer> before = api.stored();
        refused(
                        mvc.perform(post(EXPERIMENTS)
                                .header("Idempotency-Key", "x".repeat(201))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(GOOD)),
                        400)
                .andExpect(jsonPath("$.errors[0].field").value("Idempotency-Key"));
        assertThat(api.stored()).isEqualTo(before);
    }

    @Test
    void aDatabaseThatIsAwayIsNotTheClientsFault() throws Exception {
        database.whileAway(() -> {
            refused(api.posts(GOOD, EXPERIMENTS), 503).andExpect(header().string("Retry-After", "5"));
            refused(api.reads(EXPERIMENTS), 503).andExpect(header().string("Retry-After", "5"));
            refused(api.reads(EXPERIMENTS + "/{id}/leaderboard", UUID.randomUUID()), 503);
        });
        api.reads(EXPERIMENTS).andExpect(status().isOk());
    }

    private static ResultActions refused(ResultActions answer, int status) throws Exception {
        return answer.andExpect(status().is(status))
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(status))
                .andExpect(jsonPath("$.title").isString())
                .andExpect(jsonPath("$.detail").isString())
                .andExpect(jsonPath("$.code").value(in(names(ProblemCode.values()))))
                .andExpect(jsonPath("$.errors").isArray())
                .andExpect(jsonPath("$.errors[*].code").value(everyItem(in(names(FieldCode.values())))))
                .andExpect(content().string(not(containsString("\tat "))));
    }

    private static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }

    private static Arguments bad(String what, String by, String... fields) {
        assertThat(GOOD).contains(what);
        return arguments(GOOD.replace(what, by), List.of(fields));
    }

    /** Another domain for the learning rate, and what is wrong with it. */
    private static Arguments rate(String domain, String... fields) {
        return arguments(
                GOOD.replace(RATE, domain),
                Stream.of(fields)
                        .map(field -> "searchSpace.learningRate" + (field.isEmpty() ? "" : "." + field))
                        .map(field -> field.endsWith(".") ? field.substring(0, field.length() - 1) : field)
                        .toList());
    }
}
