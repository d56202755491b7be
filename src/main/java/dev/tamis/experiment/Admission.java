package dev.tamis.experiment;

import dev.tamis.quota.Disk;
import dev.tamis.quota.Limits;
import dev.tamis.quota.QuotaExceeded;
import dev.tamis.quota.QuotaExceeded.Amounts;
import dev.tamis.quota.Quotas;
import dev.tamis.quota.Turnstile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What there may be of experiments: of each owner, and in all. Sums are read from the rows of experiments, once before anything is done,
 * so that a refusal costs nothing, and once more at the end, where one goes after the other: of several at once no more are let in.
 */
@Component
class Admission {

    /** Before each pack and each submission, so by an index that leaves out what has ended. */
    private static final String LIVE = " from experiment where owner = ? and state in ('RUNNING', 'PAUSED')";

    /** A long, whatever there is: what is more counts as that. Of nothing PostgreSQL's least is the other one. */
    private static final String BYTES = "least(coalesce(sum(planned_bytes), 0), 9223372036854775807)";

    static final String RUNNING_TRIALS = "select coalesce(sum(trials_running), 0)" + LIVE;

    private static final String SUMS = """
            select owner, sum(experiments) experiments, sum(trials) trials, sum(bytes) bytes, sum(spaces) spaces from (
                select owner, sum(case when state in ('RUNNING', 'PAUSED') then 1 else 0 end) experiments,
                    sum(case when state in ('RUNNING', 'PAUSED') then trials_running else 0 end) trials,
                    %s bytes, 0 spaces
                from experiment group by owner
                union all select owner, 0, 0, 0, count(*) from search_space group by owner
            ) counted group by owner order by owner""".formatted(BYTES);

    private static final String SEARCH_SPACES = "select count(*) from search_space where owner = ?";

    private static final String REMEDY = "Delete experiments that are no longer needed.";

    private final JdbcTemplate jdbc;
    private final Quotas quotas;
    private final Disk disk;
    private final Turnstile turnstile;

    Admission(JdbcTemplate jdbc, Quotas quotas, Disk disk, Turnstile turnstile) {
        this.jdbc = jdbc;
        this.quotas = quotas;
        this.disk = disk;
        this.turnstile = turnstile;
    }

    /**
     * Whether an owner may have another experiment.
     *
     * @param bytes that it may come to store
     * @throws QuotaExceeded if it would be too much for the owner, or for all together
     * @throws Disk.Full if there is hardly room on the disk
     */
    void check(String owner, long bytes) {
        disk.requireRoom();
        require(usage(owner), all(), bytes);
    }

    /**
     * The same once it stands in the database, as the last thing of the transaction that has written it.
     *
     * @throws QuotaExceeded if others were faster
     */
    void confirm(String owner, long bytes) {
        turnstile.enter();
        Usage with = usage(owner);
        Usage before = new Usage(
                owner, with.experiments() - 1, with.runningTrials(), with.storage() - bytes, with.searchSpaces());
        require(before, all() - bytes, bytes);
    }

    /**
     * Whether an experiment that there is may come to store more.
     *
     * @throws QuotaExceeded if it would be too much for the owner, or for all together
     * @throws Disk.Full if there is hardly room on the disk
     */
    void checkMore(String owner, long bytes) {
        disk.requireRoom();
        requireRoom(usage(owner), all(), bytes);
    }

    /**
     * The same once it stands in the database, as the last thing of the transaction that has written it.
     *
     * @throws QuotaExceeded if others were faster
     */
    void confirmMore(String owner, long bytes) {
        turnstile.enter();
        Usage with = usage(owner);
        requireRoom(
                new Usage(owner, with.experiments(), with.runningTrials(), with.storage() - bytes, with.searchSpaces()),
                all() - bytes,
                bytes);
    }

    /**
     * Whether an owner may keep another search space. The caller's transaction is a short one.
     *
     * @throws QuotaExceeded if they have as many as one may have
     * @throws Disk.Full if there is hardly room on the disk
     */
    void checkSearchSpace(String owner) {
        disk.requireRoom();
        turnstile.enter();
        int there = searchSpaces(owner);
        int most = quotas.of(owner).searchSpaces();
        if (there >= most) {
            throw QuotaExceeded.ofCount(
                    new Amounts("search-spaces", owner, most, there, 1), "search spaces", "Remove some.");
        }
    }

    private long all() {
        return jdbc.queryForObject("select " + BYTES + " from experiment", Long.class);
    }

    private void require(Usage usage, long all, long bytes) {
        String owner = usage.owner();
        Limits limits = quotas.of(owner);
        if (usage.experiments() >= limits.experiments()) {
            throw QuotaExceeded.ofCount(
                    new Amounts("experiments", owner, limits.experiments(), usage.experiments(), 1),
                    "experiments that have not ended",
                    "Wait until one has ended, or cancel one.");
        }
        requireRoom(usage, all, bytes);
    }

    private void requireRoom(Usage usage, long all, long bytes) {
        String owner = usage.owner();
        Limits limits = quotas.of(owner);
        if (bytes > limits.storage() - usage.storage()) {
            throw QuotaExceeded.ofBytes(
                    new Amounts("storage", owner, limits.storage(), usage.storage(), bytes), "experiments", REMEDY);
        }
        long most = quotas.storage().toBytes();
        if (bytes > most - all) {
            throw QuotaExceeded.ofBytes(new Amounts("storage", "", most, all, bytes), "experiments", REMEDY);
        }
    }

    /** What an owner has at the moment. */
    Usage usage(String owner) {
        long bytes = jdbc.queryForObject("select " + BYTES + " from experiment where owner = ?", Long.class, owner);
        int experiments = jdbc.queryForObject("select count(*)" + LIVE, Integer.class, owner);
        return new Usage(owner, experiments, runningTrials(owner), bytes, searchSpaces(owner));
    }

    private int searchSpaces(String owner) {
        return jdbc.queryForObject(SEARCH_SPACES, Integer.class, owner);
    }

    private int runningTrials(String owner) {
        return jdbc.queryForObject(RUNNING_TRIALS, Integer.class, owner);
    }

    /** What all have who have anything, by name. */
    List<Usage> usages() {
        return jdbc.query(SUMS, Admission::usage);
    }

    private static Usage usage(ResultSet row, int number) throws SQLException {
        return new Usage(
                row.getString("owner"),
                row.getInt("experiments"),
                row.getInt("trials"),
                row.getLong("bytes"),
                row.getInt("spaces"));
    }

    /**
     * Why an owner may train no more for the moment.
     *
     * @return empty where they may
     */
    Optional<String> waitsFor(String owner) {
        int most = quotas.of(owner).runningTrials();
        if (most == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return runningTrials(owner) < most
                ? Optional.empty()
                : Optional.of(owner + " has as many trials in training as one may, " + most
                        + " (tamis.quota.owner.running-trials); it goes on when some of them have ended");
    }
}
