package dev.tamis.scheduling;

import dev.tamis.mlp.Machine;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who trains at the moment, as every node can see it: workers renew a row, and leave it when they stop. */
class Workers {

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final JdbcTemplate jdbc;
    private final Duration silence;
    private final Clock clock;

    /** @param silence after which a worker counts as gone */
    Workers(JdbcTemplate jdbc, Duration silence, Clock clock) {
        this.jdbc = jdbc;
        this.silence = silence;
        this.clock = clock;
    }

    /**
     * All living workers together.
     *
     * @param count how many there are
     * @param threads packs that they can train at a time
     * @param smallest threads and memory of the one with the least memory for each of its threads, for which packs must be fit
     * @param heap bytes of the smallest Java heap among them, for any of them may be the one that trains
     */
    record Crew(int count, int threads, Machine smallest, long heap) {

        /** One that trains in this process. */
        Crew(int count, int threads, Machine smallest) {
            this(count, threads, smallest, Runtime.getRuntime().maxMemory());
        }
    }

    /** A worker is there, and goes on being there. */
    void seen(String name, Machine machine) {
        OffsetDateTime now = InstantColumns.parameter(clock.instant());
        int renewed = jdbc.update(
                "update worker set threads = ?, memory = ?, heap = ?, seen_at = ? where name = ?",
                machine.cores(),
                machine.memory(),
                Runtime.getRuntime().maxMemory(),
                now,
                name);
        if (renewed == 0) {
            jdbc.update(
                    "insert into worker (name, threads, memory, heap, seen_at) values (?, ?, ?, ?, ?)",
                    name,
                    machine.cores(),
                    machine.memory(),
                    Runtime.getRuntime().maxMemory(),
                    now);
            jdbc.update(
                    "delete from worker where seen_at < ?",
                    InstantColumns.parameter(clock.instant().minus(FORGOTTEN_AFTER)));
        }
    }

    void left(String name) {
        jdbc.update("delete from worker where name = ?", name);
    }

    /**
     * The workers that have been seen of late; empty if there is none.
     *
     * @param cachePerCore bytes; what workers have of it is not known
     */
    Optional<Crew> crew(long cachePerCore) {
        List<Machine> machines = jdbc.query(
                "select threads, memory from worker where seen_at >= ? order by memory / threads, threads",
                (row, index) -> new Machine(row.getInt(1), cachePerCore, row.getLong(2)),
                InstantColumns.parameter(clock.instant().minus(silence)));
        if (machines.isEmpty()) {
            return Optional.empty();
        }
        // A worker of an older version does not say.
        Long heap = jdbc.queryForObject(
                "select min(heap) from worker where seen_at >= ?",
                Long.class,
                InstantColumns.parameter(clock.instant().minus(silence)));
        return Optional.of(new Crew(
                machines.size(),
                machines.stream().mapToInt(Machine::cores).sum(),
                machines.get(0),
                heap == null ? Long.MAX_VALUE : heap));
    }
}
