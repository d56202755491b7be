package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places(3, 2);

    @Test
    void oneAddressLeavesPlacesToOthers() {
        take("one");
        take("one");

        assertThatThrownBy(() -> take("one")).isInstanceOf(TooManyOfOne.class).hasMessageContaining("2");
        take("another");
        assertThatThrownBy(() -> take("another")).isInstanceOf(TooManyUploads.class);
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Places.Place first = take("one");
        take("one");
        take("another");

        first.close();
        first.close();

        assertThat(take("one")).isNotNull();
        assertThatThrownBy(() -> take("another")).isInstanceOf(TooManyUploads.class);
    }

    private Places.Place take(String address) {
        return places.take(address, TooManyUploads::new);
    }
}
