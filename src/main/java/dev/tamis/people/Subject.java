package dev.tamis.people;

/**
 * Who asks.
 *
 * @param name of the person, to whom things that are made belong; 1 to 100 characters
 */
public record Subject(String name, Role role) {

    /** Characters that a name may have. */
    public static final int LONGEST_NAME = 100;

    /** To whom belongs what was made before there were people, and what is made where nobody has to say who they are. */
    public static final String FIRST_ADMIN = "admin";

    /** Whoever uses a service that asks nobody who they are: it is one person's, on one person's machine. */
    public static final Subject LOCAL = new Subject(FIRST_ADMIN, Role.ADMIN);

    public Subject {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a name must have 1 to " + LONGEST_NAME + " characters, but has " + name.length());
        }
        if (role == null) {
            throw new IllegalArgumentException("a subject needs a role");
        }
    }

    /** Whether they may know that there is such a thing. */
    public boolean sees(Owned thing) {
        return owns(thing) || thing.visibility() == Visibility.SHARED;
    }

    /** Whether they may change a thing: it is theirs, or they are an admin. */
    public boolean owns(Owned thing) {
        return isAdmin() || thing.owner().equals(name);
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /**
     * For who sees a thing, but may not change it.
     *
     * @throws NotAllowed unless they own it, and may change anything at all
     */
    public void requireChange(Owned thing) {
        require(Role.SUBMITTER);
        if (!owns(thing)) {
            throw NotAllowed.notTheirs(thing.owner());
        }
    }

    /** @throws NotAllowed unless their role includes another */
    public void require(Role needed) {
        if (!role.includes(needed)) {
            throw NotAllowed.roleTooLow(role, needed);
        }
    }
}
