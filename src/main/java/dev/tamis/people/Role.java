package dev.tamis.people;

/** What somebody may do, beside what belongs to them; each may do what those before may. */
public enum Role {
    /** Reads what is their own and what others share. */
    VIEWER,
    /** Makes experiments, search spaces and datasets, and changes their own. */
    SUBMITTER,
    /** Reads and changes everybody's, and sees to the service itself. */
    ADMIN;

    /** Whether who has this role may do what another is needed for. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
