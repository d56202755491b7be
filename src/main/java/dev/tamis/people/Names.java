package dev.tamis.people;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import java.util.regex.Pattern;

/**
 * What people are called. Those whom another issuer vouches for have its names behind {@code oidc:}, and no name that is given here has
 * a colon: whatever somebody calls himself there, he is nobody here.
 */
public final class Names {

    /** What names of the OIDC issuer's people begin with. */
    public static final String OF_ISSUER = "oidc:";

    private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");

    private Names() {}

    /**
     * A name that tokens can be made for, and that things can belong to.
     *
     * @throws InvalidField {@code owner}
     */
    public static String checked(String name) {
        if (!isOfIssuer(name) && !LOCAL.matcher(name).matches()) {
            throw new InvalidField(
                    "owner",
                    FieldCode.MALFORMED,
                    "must have 1 to 100 letters, digits and ._@+- and begin with a letter or digit, or be a name of the"
                            + " OIDC issuer behind \"oidc:\", but got " + Shown.of(name));
        }
        return name;
    }

    /** As it is made of what the issuer calls somebody, which neither begins nor ends with a blank. */
    private static boolean isOfIssuer(String name) {
        return name.startsWith(OF_ISSUER) && isPlain(name) && isPlain(name.substring(OF_ISSUER.length()));
    }

    /** Whether it has no character that is not seen, no blank around it, and fits. */
    public static boolean isPlain(String name) {
        return !name.isBlank()
                && name.length() <= Subject.LONGEST_NAME
                && name.equals(name.strip())
                && name.codePoints().noneMatch(each -> switch (Character.getType(each)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                });
    }
}
