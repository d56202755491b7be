package dev.tamis.scheduling;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims that this node's lanes train at the moment. What is left of them when the scheduler has stopped waiting (an epoch
 * takes longer than a shutdown may) is given back over their heads, so that it counts as no death and waits for no heartbeat.
 */
class OpenClaims implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenClaims.class);

    private final Claims claims;
    private final Map<Claim, Runnable> open = new ConcurrentHashMap<>();

    OpenClaims(Claims claims) {
        this.claims = claims;
    }

    /** @param release frees the lane that trains it */
    void add(Claim claim, Runnable release) {
        open.put(claim, release);
    }

    void remove(Claim claim) {
        open.remove(claim);
    }

    @Override
    public void close() {
        open.forEach(this::giveBack);
    }

    private void giveBack(Claim claim, Runnable release) {
        try {
            claims.giveBack(claim);
            release.run();
            LOG.info(
                    "Trials {} of experiment {} were in the middle of an epoch at shutdown; another worker starts them"
                            + " again",
                    claim.numbers(),
                    claim.lane().experimentId());
        } catch (RuntimeException away) {
            LOG.warn(
                    "Trials {} of experiment {} could not be given back before shutdown; another worker starts them"
                            + " again once this one's heartbeats are missed",
                    claim.numbers(),
                    claim.lane().experimentId(),
                    away);
        }
    }
}
