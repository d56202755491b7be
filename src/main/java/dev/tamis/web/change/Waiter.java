package dev.tamis.web.change;

import dev.tamis.experiment.NotFound;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.web.context.request.async.DeferredResult;

/** A request that is answered later: once what it waits for is so, or its time is up. No thread waits with it. */
class Waiter<T> implements Listener {

    private final Awaited<T> awaited;
    private final DeferredResult<T> answer;
    private final InstantSource steady;
    private final Instant deadline;
    private Snapshot latest;

    /** @param now in which what is waited for is not yet so */
    Waiter(Awaited<T> awaited, Snapshot now, DeferredResult<T> answer, InstantSource steady, Instant deadline) {
        this.awaited = awaited;
        this.latest = now;
        this.answer = answer;
        this.steady = steady;
        this.deadline = deadline;
    }

    @Override
    public void hear(Snapshot now) {
        latest = now;
        if (awaited.enough().test(now) || !steady.instant().isBefore(deadline)) {
            answer.setResult(awaited.answer().apply(now));
        }
    }

    @Override
    public void removed(NotFound deleted) {
        answer.setErrorResult(deleted);
    }

    /** It could wait until its time is up; but who is told now can ask another node. */
    @Override
    public void unknown(RuntimeException failure) {
        answer.setErrorResult(failure);
    }

    /** Nothing that it waits for has happened here, which a client takes as if its time were up. */
    @Override
    public void dismiss() {
        if (!answer.hasResult()) {
            answer.setResult(awaited.answer().apply(latest));
        }
    }
}
