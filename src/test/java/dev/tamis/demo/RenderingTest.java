package dev.tamis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderingTest {

    @Test
    void progressCountsEveryTrialThatHasEnded() {
        Progress progress = Progress.of(experiment("RUNNING", """
                {"trials": {"total": 100, "waiting": 40, "running": 16, "completed": 40, "pruned": 1, "failed": 2,
                 "cancelled": 1}, "bestValidationAccuracy": 0.78, "etaSeconds": 75}"""));

        assertThat(progress.line())
                .isEqualTo("[#######.........] 44/100 trials, best 0.7800, 1 pruned, 2 failed, ETA 1:15");
        assertThat(progress.percent()).isEqualTo(44);
    }

    @Test
    void progressKnowsNeitherBestNorEtaAtFirst() {
        assertThat(Progress.of(experiment("RUNNING", """
                {"trials": {"total": 100, "waiting": 100, "completed": 0}, "bestValidationAccuracy": null,
                 "etaSeconds": null}""")).line()).isEqualTo("[................] 0/100 trials, best -");
        assertThat(Progress.of(experiment("RUNNING", "{\"trials\": {\"total\": 100}}"))
                        .line())
                .isEqualTo("[................] 0/100 trials, best -");
    }

    @Test
    void aFinishedExperimentHasAFullBarAndNoEta() {
        Progress progress = Progress.of(experiment("COMPLETED", """
                {"trials": {"total": 3, "completed": 3}, "bestValidationAccuracy": 0.8333333, "etaSeconds": 0}"""));

        assertThat(progress.line()).isEqualTo("[################] 3/3 trials, best 0.8333");
        assertThat(progress.percent()).isEqualTo(100);
    }

    @Test
    void aPausedExperimentSaysSo() {
        assertThat(Progress.of(experiment("PAUSED", """
                {"trials": {"total": 4, "completed": 1}, "bestValidationAccuracy": 0.5, "etaSeconds": 9}""")).line())
                .isEqualTo("[####............] 1/4 trials, best 0.5000, paused");
    }

    @Test
    void theLongestLineFitsATerminal() {
        assertThat(Progress.of(experiment("RUNNING", """
                {"trials": {"total": 100, "completed": 79, "pruned": 10, "failed": 10},
                 "bestValidationAccuracy": 0.8312, "etaSeconds": 3599}""")).line()).hasSizeLessThan(80);
    }

    @Test
    void theLeaderboardIsATableWithItsColumnsAligned() {
        assertThat(LeaderboardTable.render(json("""
                {"entries": [
                 {"rank": 1, "trialNumber": 42, "validationAccuracy": 0.83, "trainAccuracy": 0.95, "bestEpoch": 49,
                  "parameters": {"learningRate": 0.0092, "weightDecay": 3.86e-7}},
                 {"rank": 10, "trialNumber": 7, "validationAccuracy": 0.7, "trainAccuracy": null,
                  "parameters": {"learningRate": 0.00523456, "weightDecay": 1.0e-5}}]}"""))).isEqualTo("""
                rank  trial  validation   train  learningRate  weightDecay
                   1     42      0.8300  0.9500       0.00920     3.86e-07
                  10      7      0.7000       -       0.00523     1.00e-05""");
    }

    @Test
    void parametersThatOnlySomeEntriesHaveGetAColumnToo() {
        assertThat(LeaderboardTable.render(json("""
                {"entries": [
                 {"rank": 1, "trialNumber": 0, "validationAccuracy": 0.5, "trainAccuracy": 0.5,
                  "parameters": {"optimizer": "MOMENTUM", "momentum": 0.9}},
                 {"rank": 2, "trialNumber": 1, "validationAccuracy": 0.25, "trainAccuracy": 0.5,
                  "parameters": {"optimizer": "SGD", "hiddenUnits": 128, "batchNorm": true}}]}"""))).isEqualTo("""
                rank  trial  validation   train  optimizer  momentum  hiddenUnits  batchNorm
                   1      0      0.5000  0.5000   MOMENTUM     0.900            -          -
                   2      1      0.2500  0.5000        SGD         -          128       true""");
    }

    @Test
    void anEmptyLeaderboardSaysWhy() {
        assertThat(LeaderboardTable.render(json("{\"entries\": []}"))).isEqualTo("no trial completed");
    }

    @Test
    void aRangeSuggestionShowsVerdictRangesAndReason() {
        assertThat(RangeSuggestionText.render(json("""
                {"basedOnTrials": 100, "suggestions": [
                 {"parameter": "learningRate", "verdict": "EXTEND",
                  "current": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"},
                  "suggested": {"type": "float", "low": 0.0018, "high": 0.1, "scale": "log"},
                  "reason": "the best 20 of 100 trials lie in the top 12 % of the log range"},
                 {"parameter": "hiddenUnits", "verdict": "KEEP",
                  "current": {"type": "int", "low": 50, "high": 200, "scale": "linear"},
                  "suggested": {"type": "int", "low": 50, "high": 200, "scale": "linear"},
                  "reason": "p = 0.4"}]}"""))).isEqualTo("""
                learningRate  EXTEND  1.00e-06 .. 0.0100 (log)  ->  0.00180 .. 0.100 (log)
                    the best 20 of 100 trials lie in the top 12 % of the log range
                hiddenUnits  KEEP  50 .. 200
                    p = 0.4""");
    }

    @Test
    void aRangeSuggestionOverChoicesNamesThem() {
        assertThat(RangeSuggestionText.render(json("""
                {"suggestions": [
                 {"parameter": "optimizer", "verdict": "NARROW",
                  "current": {"type": "categorical", "choices": ["SGD", "ADAM"]},
                  "suggested": {"type": "categorical", "choices": ["ADAM"]}, "reason": "r"},
                 {"parameter": "batchNorm", "verdict": "KEEP",
                  "current": {"type": "categorical", "choices": [true, false]}, "suggested": null, "reason": "r"}]}"""))).isEqualTo("""
                optimizer  NARROW  {SGD, ADAM}  ->  {ADAM}
                    r
                batchNorm  KEEP  {true, false}
                    r""");
    }

    @Test
    void noRangeSuggestionSaysWhy() {
        assertThat(RangeSuggestionText.render(json("{\"suggestions\": []}")))
                .isEqualTo("none: too few trials completed");
    }

    @ParameterizedTest
    @CsvSource({"0.0, 0.00", "0.001, 0.00100", "0.00099, 9.90e-04", "999.4, 999", "1000.0, 1.00e+03", "-0.5, -0.500"})
    void fractionsHaveThreeSignificantDigits(String value, String shown) {
        assertThat(Numbers.brief(json(value))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min 0 s", "3599, 59 min 59 s", "3600, 1 h 0 min", "7320, 2 h 2 min"})
    void durationsReadWell(long seconds, String shown) {
        assertThat(Numbers.duration(seconds)).isEqualTo(shown);
    }

    private static JsonNode experiment(String state, String progress) {
        return json("{\"state\": \"" + state + "\", \"progress\": " + progress + "}");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
