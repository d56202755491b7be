package dev.tamis.experiment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** How many trials of an experiment are in each state. Exact: changed only under the lock on the experiment's row. */
@Embeddable
public class TrialCounts {

    @Column(name = "trials_waiting")
    private int waiting;

    @Column(name = "trials_running")
    private int running;

    @Column(name = "trials_completed")
    private int completed;

    @Column(name = "trials_pruned")
    private int pruned;

    @Column(name = "trials_failed")
    private int failed;

    @Column(name = "trials_cancelled")
    private int cancelled;

    protected TrialCounts() {}

    public int waiting() {
        return waiting;
    }

    public int running() {
        return running;
    }

    public int completed() {
        return completed;
    }

    public int pruned() {
        return pruned;
    }

    public int failed() {
        return failed;
    }

    public int cancelled() {
        return cancelled;
    }

    public int of(TrialState state) {
        return switch (state) {
            case WAITING -> waiting;
            case RUNNING -> running;
            case COMPLETED -> completed;
            case PRUNED -> pruned;
            case FAILED -> failed;
            case CANCELLED -> cancelled;
        };
    }

    /** Trials of all states: those drawn so far. */
    public int drawn() {
        return ended() + waiting + running;
    }

    /** Trials in a final state. */
    public int ended() {
        return completed + pruned + failed + cancelled;
    }

    /** Whether no drawn trial is waiting or running. */
    boolean allEnded() {
        return waiting == 0 && running == 0;
    }

    /** So many more wait. */
    void draw(int trials) {
        add(TrialState.WAITING, trials);
    }

    void move(TrialState from, TrialState to, int trials) {
        add(from, -trials);
        add(to, trials);
    }

    private void add(TrialState state, int trials) {
        switch (state) {
            case WAITING -> waiting += trials;
            case RUNNING -> running += trials;
            case COMPLETED -> completed += trials;
            case PRUNED -> pruned += trials;
            case FAILED -> failed += trials;
            case CANCELLED -> cancelled += trials;
        }
    }
}
