package dev.tamis.access;

import java.nio.file.Path;

/** The service does not start with these settings; two sentences for whoever runs it. */
final class UnsafeSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String help;

    UnsafeSettings(String problem, String help) {
        super(problem);
        this.help = help;
    }

    static UnsafeSettings reachable(String key, String address) {
        return new UnsafeSettings(
                "With " + key + "=" + address + " others could reach the service, and it has no token to know them by.",
                "Set a token of at least " + TokenText.SHORTEST
                        + " characters (the property tamis.token, or the environment"
                        + " variable TAMIS_TOKEN; \"openssl rand -hex 24\" makes one), which clients then send as"
                        + " \"Authorization: Bearer <token>\"; or tamis.access=tokens, and the first one is made at the start. Or leave "
                        + key + " out: then the service listens on"
                        + " this machine alone.");
    }

    static UnsafeSettings unknownPassword(Path database, Path password) {
        return new UnsafeSettings(
                "The database " + database + " has a password, and it is not where it should be: in " + password + ".",
                "Copy that file from where the database comes from, or set spring.datasource.password.");
    }

    String help() {
        return help;
    }
}
