package dev.tamis.scheduling;

/** Whether the database belongs to one process, as a file of H2 does: then nobody else can have died. */
record SingleProcess(String databaseUrl) {

    boolean isOne() {
        return databaseUrl.startsWith("jdbc:h2:file:") && !databaseUrl.contains("AUTO_SERVER");
    }
}
