package dev.tamis.scheduling;

import dev.tamis.backup.TableRules;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a backup has of lanes: that they are open, and not who had them. Workers of the service that it was made of are none of the one
 * that it is brought to; their trials wait again, and it counts against none of them.
 */
@Component
class RestoredLanes implements TableRules {

    private final TaskRows rows;
    private final Claims claims;
    private final WorkerSettings settings;

    RestoredLanes(TaskRows rows, Claims claims, WorkerSettings settings) {
        this.rows = rows;
        this.claims = claims;
        this.settings = settings;
    }

    @Override
    public Set<String> ofNodes() {
        return Set.of("worker");
    }

    @Override
    public void restored() {
        rows.releaseAll();
        claims.processEnded(new Deaths(settings.deathsAllowed(), false));
    }
}
