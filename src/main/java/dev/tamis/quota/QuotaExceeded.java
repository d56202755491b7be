package dev.tamis.quota;

import dev.tamis.space.Refusal;
import dev.tamis.space.Shown;
import java.util.Map;

/** Something would be more than an owner, or all together, may have; it stays so until something else goes. */
public final class QuotaExceeded extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        QUOTA_EXCEEDED
    }

    private final transient Amounts amounts;

    /**
     * @param what is bounded, as the setting calls it
     * @param owner whose limit it is; empty where it is that of all together
     * @param most there may be
     * @param taken what there is already
     * @param asked what would come on top
     */
    public record Amounts(String what, String owner, long most, long taken, long asked) {

        /** How much more there may be. */
        public long left() {
            return Math.max(0, most - taken);
        }
    }

    private QuotaExceeded(String message, Amounts amounts) {
        super(Why.QUOTA_EXCEEDED, message);
        this.amounts = amounts;
    }

    /** @param things in the plural */
    public static QuotaExceeded ofCount(Amounts amounts, String things, String remedy) {
        return new QuotaExceeded(
                whose(amounts) + " may have no more " + things + " than " + amounts.most() + " (" + setting(amounts)
                        + "), and has " + amounts.taken() + ". " + remedy,
                amounts);
    }

    /** @param things that take bytes, in the plural */
    public static QuotaExceeded ofBytes(Amounts amounts, String things, String remedy) {
        return new QuotaExceeded(
                whose(amounts) + " may have " + Shown.bytes(amounts.most()) + " of " + things + " (" + setting(amounts)
                        + "), " + Shown.bytes(amounts.left()) + " of which are left, but this needs "
                        + Shown.bytes(amounts.asked()) + ". " + remedy,
                amounts);
    }

    private static String whose(Amounts amounts) {
        return amounts.owner().isEmpty() ? "All owners together" : amounts.owner();
    }

    private static String setting(Amounts amounts) {
        return "tamis.quota." + (amounts.owner().isEmpty() ? "" : "owner.") + amounts.what();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("needed", amounts.asked(), "left", amounts.left(), "owner", amounts.owner());
    }
}
