package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.search.sampler.GridSampler;
import dev.tamis.search.sampler.RandomSampler;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void whatThereIsIsOfferedWithWhatIsUsualFirst() {
        assertThat(Catalogue.SAMPLERS.types()).startsWith("RANDOM").contains("GRID");
        assertThat(Catalogue.SAMPLERS.usual()).isEqualTo(new RandomSampler());
        assertThat(Catalogue.SAMPLERS.named("GRID")).contains(new GridSampler());
        assertThat(Catalogue.SAMPLERS.named("grid")).isEmpty();
        assertThat(Catalogue.PRUNERS.types()).startsWith("NONE");
        assertThat(Catalogue.PRUNERS.usual().stops()).isFalse();
    }

    @Test
    void everyEntryTellsWhatItDoesAndWhatItsSettingsMean() {
        Stream.concat(Catalogue.SAMPLERS.entries().stream(), Catalogue.PRUNERS.entries().stream())
                .forEach(entry -> {
                    assertThat(entry.meaning()).isNotBlank().doesNotEndWith(".");
                    assertThat(Setting.of(entry))
                            .allSatisfy(setting -> assertThat(setting.meaning().value())
                                    .isNotBlank()
                                    .doesNotEndWith("."));
                });
    }

    @Test
    void settingsAreTheComponentsOfAnEntry() {
        Setting points = Setting.of(new GridSampler(Map.of("learningRate", 3))).get(0);

        assertThat(points.name()).isEqualTo("points");
        assertThat(points.type()).isEqualTo(Integer.class);
        assertThat(points.byHyperparameter()).isTrue();
        assertThat(points.value()).isEqualTo(Map.of("learningRate", 3));
        assertThat(points.meaning().low()).isEqualTo(2);
        assertThat(Setting.of(new RandomSampler())).isEmpty();
    }

    @Test
    void noTypeIsThereTwice() {
        assertThatThrownBy(() -> new Catalogue<>(List.of(new RandomSampler(), new RandomSampler())))
                .hasMessageContaining("Two entries have one type");
    }
}
