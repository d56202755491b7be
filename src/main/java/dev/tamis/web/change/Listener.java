package dev.tamis.web.change;

import dev.tamis.experiment.NotFound;
import java.io.IOException;

/** A client that is told of an experiment as it changes. Used by one thread at a time. */
public interface Listener {

    /**
     * The experiment as it is now, changed or not.
     *
     * @throws IOException if the client is gone
     */
    void hear(Snapshot now) throws IOException;

    /**
     * The experiment has been removed.
     *
     * @throws IOException if the client is gone
     */
    void removed(NotFound deleted) throws IOException;

    /** Nobody knows how the experiment is: asking failed, for instance because the database is away. */
    void unknown(RuntimeException failure);

    /** This node stops; whoever wants to hear more finds another. */
    void dismiss();
}
