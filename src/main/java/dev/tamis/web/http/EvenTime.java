package dev.tamis.web.http;

import io.github.bucket4j.TimeMeter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Our time for the library that counts requests: a clock that is set neither refuses anybody nor lets anybody in. */
record EvenTime(InstantSource steady) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        Instant now = steady.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
