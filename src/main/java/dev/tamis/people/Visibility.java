package dev.tamis.people;

/** Who, beside its owner and admins, may read a thing. Nobody else may change it. */
public enum Visibility {
    PRIVATE,
    /** Everybody whom the service knows. */
    SHARED
}
