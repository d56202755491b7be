package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
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
    void aPersonHasSoManyFromWhereverTheyCome() {
        Places.Place first = places.take(ann("one", 2), TooManyUploads::new);
        places.take(ann("two", 2), TooManyUploads::new);

        assertThatThrownBy(() -> places.take(ann("three", 2), TooManyUploads::new))
                .isInstanceOf(TooManyOfOne.class)
                .hasMessageContaining("You have 2");
        assertThat(places.taken()).as("who is refused takes none").isEqualTo(2);
        first.close();
        places.take(ann("three", 2), TooManyUploads::new);
    }

    private static Places.Client ann(String address, int most) {
        return new Places.Client(address, Optional.of("ann"), most);
    }

    @Test
    void ofIpv6TheNetworkCounts() {
        take("2001:db8::1");
        Places.Place second = take("2001:db8::2");

        assertThatThrownBy(() -> take("2001:db8::3")).isInstanceOf(TooManyOfOne.class);
        second.close();
        assertThat(take("2001:db8::3")).isNotNull();
        assertThat(take("2001:db8:0:1::1")).isNotNull();
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

    @Test
    void whereThereIsRoomForFewerAnAddressHasItsShareOfThem() {
        Places many = new Places(2_000, 1_200);
        many.limit(5_000);
        assertThat(many.most()).isEqualTo(2_000);
        many.limit(10);

        assertThat(many.most()).isEqualTo(10);
        for (int i = 0; i < 6; i++) {
            many.take("one", TooManyUploads::new);
        }
        assertThatThrownBy(() -> many.take("one", TooManyUploads::new)).isInstanceOf(TooManyOfOne.class);
        for (int i = 0; i < 4; i++) {
            many.take("another", TooManyUploads::new);
        }
        assertThatThrownBy(() -> many.take("a third", TooManyUploads::new)).isInstanceOf(TooManyUploads.class);
        many.limit(1);
        assertThat(many.taken()).as("nobody is sent away").isEqualTo(10);
    }

    private Places.Place take(String address) {
        return places.take(address, TooManyUploads::new);
    }
}
