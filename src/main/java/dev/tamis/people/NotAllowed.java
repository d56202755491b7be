package dev.tamis.people;

import dev.tamis.space.Refusal;

/** Somebody whom the service knows may not do this. */
public final class NotAllowed extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        ROLE_TOO_LOW,
        NOT_YOURS
    }

    private NotAllowed(Why why, String message) {
        super(why, message);
    }

    static NotAllowed roleTooLow(Role role, Role needed) {
        return new NotAllowed(Why.ROLE_TOO_LOW, "This needs the role " + needed + ", and yours is " + role + ".");
    }

    static NotAllowed notTheirs(String owner) {
        return new NotAllowed(
                Why.NOT_YOURS, "This belongs to " + owner + ", who shares it: you may read it, but not change it.");
    }
}
