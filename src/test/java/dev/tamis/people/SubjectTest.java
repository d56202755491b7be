package dev.tamis.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {

    private record Thing(String owner, Visibility visibility) implements Owned {}

    @ParameterizedTest
    @CsvSource({
        "anna, VIEWER, anna, PRIVATE, true, false",
        "anna, VIEWER, bert, PRIVATE, false, false",
        "anna, VIEWER, bert, SHARED, true, false",
        "anna, SUBMITTER, anna, PRIVATE, true, true",
        "anna, SUBMITTER, bert, PRIVATE, false, false",
        "anna, SUBMITTER, bert, SHARED, true, false",
        "anna, ADMIN, bert, PRIVATE, true, true",
    })
    void seesWhatIsTheirsOrSharedAndChangesWhatIsTheirs(
            String name, Role role, String owner, Visibility visibility, boolean sees, boolean changes) {
        Subject subject = new Subject(name, role);
        Thing thing = new Thing(owner, visibility);
        assertThat(subject.sees(thing)).isEqualTo(sees);
        if (changes) {
            assertThatCode(() -> subject.requireChange(thing)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> subject.requireChange(thing)).isInstanceOf(NotAllowed.class);
        }
    }

    @Test
    void eachRoleMayDoWhatThoseBeforeMay() {
        assertThat(Role.ADMIN.includes(Role.SUBMITTER)).isTrue();
        assertThat(Role.SUBMITTER.includes(Role.SUBMITTER)).isTrue();
        assertThat(Role.VIEWER.includes(Role.SUBMITTER)).isFalse();
    }

    @Test
    void needsANameAndARole() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(" ", Role.VIEWER));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject("a".repeat(101), Role.VIEWER));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject("anna", null));
    }
}
