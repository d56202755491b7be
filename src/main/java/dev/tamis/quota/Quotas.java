package dev.tamis.quota;

import dev.tamis.people.Subject;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one owner may have, and all together. Give all nodes of a database the same.
 *
 * @param owner what each owner may have
 * @param owners what single ones may have instead, by name: what is not set of it is as for each
 * @param diskReserve room that submissions and uploads leave on the disk of the database's file
 */
@ConfigurationProperties("tamis.quota")
public record Quotas(
        @DefaultValue Owner owner,
        Map<String, Named> owners,
        @DefaultValue("500MB") DataSize diskReserve) {

    public Quotas {
        owners = owners == null ? Map.of() : Map.copyOf(owners);
    }

    /**
     * What each owner may have.
     *
     * @param requestsPerSecond requests to a node, on average over ten seconds
     */
    public record Owner(@DefaultValue("200") int requestsPerSecond) {

        public Owner {
            atLeast(1, "requests-per-second", requestsPerSecond);
        }

        private static void atLeast(int least, String key, int value) {
            if (value < least) {
                throw new IllegalArgumentException(key + " of tamis.quota must be >= " + least + ", but got " + value);
            }
        }

        private Limits limits() {
            return new Limits(requestsPerSecond);
        }
    }

    /** The same for one of them; null where it is not set. */
    public record Named(Integer requestsPerSecond) {

        private Limits or(Limits each) {
            return new Owner(or(requestsPerSecond, each.requestsPerSecond())).limits();
        }

        private static <T> T or(T set, T each) {
            return set == null ? each : set;
        }
    }

    /** What an owner may have. The first admin is only bound by what is set for that name. */
    public Limits of(String name) {
        Limits usual = name.equals(Subject.FIRST_ADMIN) ? Limits.NONE : owner.limits();
        Named named = owners.get(name);
        return named == null ? usual : named.or(usual);
    }

    /** What those may have together who do not say who they are, from one address. */
    public Limits ofNobody() {
        return owner.limits();
    }
}
