package dev.tamis.experiment;

import java.util.Optional;

/** How a trial ended, as its trainer says; cancelled by whoever ends the experiment before it. */
public sealed interface End {

    /** Why, unless it completed. */
    Optional<String> reason();

    /** It was trained as far as it shall be: its measurements count, also where the trainer stopped before the last epoch. */
    record Completed() implements End {

        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }
    }

    /** It was judged hopeless. */
    record Pruned(String why) implements End {

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }

    /** Nobody wanted it any more. */
    record Cancelled(String why) implements End {

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }

    /** It went wrong, and would again. */
    record Failed(String why) implements End {

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }
}
