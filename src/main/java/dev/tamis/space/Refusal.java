package dev.tamis.space;

import java.util.List;
import java.util.Map;

/**
 * Something that was asked for is not done, and not for a bug: there is no such thing, or not in this state, or it is too much.
 * It knows a code for programs and a message for people, and nothing of how they are sent.
 */
public abstract class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Code code;

    private final transient List<InvalidField> fields;

    /**
     * @param message a sentence: what is refused and what helps
     * @param fields those that are to blame, if any is
     */
    protected Refusal(Code code, String message, InvalidField... fields) {
        super(message);
        this.code = code;
        this.fields = List.of(fields);
    }

    /** A reason, for programs: an enum's constant in upper case. Reasons that call for different deeds have different codes. */
    public interface Code {

        String name();
    }

    public final Code code() {
        return code;
    }

    /** Fields that are to blame; empty where none is. */
    public final List<InvalidField> fields() {
        return fields;
    }

    /** What else a program may want to know, by name; empty unless a kind of refusal says so. */
    public Map<String, Object> details() {
        return Map.of();
    }
}
