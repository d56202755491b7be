package dev.tamis.scheduling;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Judge;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.TrainingObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the trainer of a pack who leaves it, because a pruner stops them or because they were taken away, and who comes in their places.
 * What others wait for is reported at once, and a look at who may join costs a transaction: there is one after every step that changes
 * something, and now and then where a place is free.
 */
class Steering implements TrainingObserver {

    private static final Logger LOG = LoggerFactory.getLogger(Steering.class);

    /** How long a place may be free before somebody looks whether others have made it possible to fill. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final PackReport report;
    private final Recruiting recruiting;
    private final InstantSource steady;
    private final Map<Integer, Judge> judges = new HashMap<>();

    private boolean news;
    private Instant nextLook;

    /** Where further trials come from. */
    interface Recruiting {

        /**
         * Claims trials that join.
         *
         * @param claim of the pack as it is
         * @param remaining numbers of those that are in it, at least one
         */
        List<Claim.Member> join(Claim claim, Set<Integer> remaining);
    }

    Steering(PackReport report, Recruiting recruiting, InstantSource steady) {
        this.report = report;
        this.recruiting = recruiting;
        this.steady = steady;
        this.nextLook = steady.instant();
        judge(report.claim().members());
    }

    private void judge(List<Claim.Member> members) {
        members.forEach(
                each -> judges.put(each.number(), Judge.of(report.claim().plan(), each)));
    }

    @Override
    public Set<Integer> onEpoch(List<Measurement> results) {
        Set<Integer> leaving = new HashSet<>(report.onEpoch(results));
        for (Measurement result : results) {
            Judge judge = judges.get(result.trialNumber());
            if (!leaving.contains(result.trialNumber())) {
                news |= judge.isLook(result.step());
                judge.after(result).ifPresent(leave -> {
                    news = true;
                    leave.end().ifPresent(end -> report.onEnd(result.trialNumber(), end));
                    leaving.add(result.trialNumber());
                });
            }
        }
        return leaving;
    }

    @Override
    public void onEnd(int trialNumber, End end) {
        news = true;
        report.onEnd(trialNumber, end);
    }

    @Override
    public void beat() {
        report.beat();
    }

    @Override
    public void onWait(Optional<String> why) {
        report.onWait(why);
    }

    @Override
    public List<Pack.Member> joining(Set<Integer> remaining) {
        boolean free = remaining.size() < report.claim().width();
        boolean look = news || free && !steady.instant().isBefore(nextLook);
        if (remaining.isEmpty() || !look) {
            return List.of();
        }
        judges.keySet().retainAll(remaining);
        List<Claim.Member> joining = recruit(remaining);
        news = false;
        nextLook = steady.instant().plus(LOOK_EVERY);
        judge(joining);
        return joining.stream()
                .map(each -> Packs.member(report.claim().plan(), each))
                .toList();
    }

    /** A database that is away lets nobody join, and stops nobody. */
    private List<Claim.Member> recruit(Set<Integer> remaining) {
        try {
            if (news) {
                report.tick();
            }
            List<Claim.Member> joining = recruiting.join(report.claim(), remaining);
            report.joined(joining, remaining);
            return joining;
        } catch (RuntimeException away) {
            LOG.debug("No trial could join those of {}", report.claim().numbers(), away);
            return List.of();
        }
    }
}
