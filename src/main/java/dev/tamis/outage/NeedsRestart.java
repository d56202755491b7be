package dev.tamis.outage;

import java.util.Optional;

/** Something of this node that only a restart helps; liveness asks all there are. */
public interface NeedsRestart {

    /** Why, in words for anybody; empty while all is well. */
    Optional<String> why();
}
