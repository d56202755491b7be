package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;

/** A token that the settings name. It works until they do not. */
record ConfiguredToken(String owner, Role role, TokenHash hash) {

    Subject subject() {
        return new Subject(owner, role);
    }
}
