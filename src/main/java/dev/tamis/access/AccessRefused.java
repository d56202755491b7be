package dev.tamis.access;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;
import dev.tamis.space.Shown;
import java.time.Instant;

/** Somebody may not do this here, or has not shown that they may. */
final class AccessRefused extends Refusal {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_NAME = 100;

    private enum Why implements Code {
        HOST_NOT_ALLOWED,
        ORIGIN_NOT_ALLOWED,
        TOKEN_MISSING,
        TOKEN_WRONG,
        TOKEN_ENDED,
        ISSUER_AWAY,
        ROLE_TOO_LOW,
        TOO_MANY_ATTEMPTS,
        MALFORMED_REQUEST
    }

    private AccessRefused(Why why, String message, InvalidField... fields) {
        super(why, message, fields);
    }

    /** @param name of a header */
    static AccessRefused twice(String name, int times) {
        String rule = "must be given once, but was given " + times + " times";
        return new AccessRefused(
                Why.MALFORMED_REQUEST,
                "The header " + name + " " + rule + ": which one counts would be for each to guess.",
                new InvalidField(name, FieldCode.DUPLICATE, rule));
    }

    static AccessRefused host(String name, boolean token) {
        return new AccessRefused(
                Why.HOST_NOT_ALLOWED,
                "The service does not answer to the name " + Shown.text(name, LONGEST_NAME)
                        + ". It answers to localhost"
                        + (token ? ", to IP addresses" : "")
                        + " and to what tamis.allowed-hosts lists: whoever runs it can add the name there.");
    }

    static AccessRefused page(String origin) {
        return new AccessRefused(
                Why.ORIGIN_NOT_ALLOWED,
                "A page of " + (origin == null ? "another site" : Shown.text(origin, LONGEST_NAME))
                        + " sent this, and only the service's own pages may. Open the service by its address; whoever runs"
                        + " it can let pages of another origin in with tamis.cors.allowed-origins, and behind a proxy has"
                        + " to hand on the host that clients see.");
    }

    static AccessRefused withoutToken() {
        return new AccessRefused(
                Why.TOKEN_MISSING,
                "The service needs a token: send the header Authorization: Bearer <token>, or log in on its page.");
    }

    static AccessRefused wrongToken() {
        return new AccessRefused(
                Why.TOKEN_WRONG, "The service does not know this token: it is another one's, or was revoked.");
    }

    static AccessRefused ended(Instant end) {
        return new AccessRefused(Why.TOKEN_ENDED, "This token has ended, on " + end + ".");
    }

    /** @param why a sentence */
    static AccessRefused ofIssuer(String why) {
        return new AccessRefused(Why.TOKEN_WRONG, why);
    }

    static AccessRefused issuerAway(String issuer) {
        return new AccessRefused(
                Why.ISSUER_AWAY,
                "The OIDC issuer " + issuer
                        + " cannot be asked for its keys at the moment, so that its tokens cannot be"
                        + " checked; the service's log says why. Tokens of the service work.");
    }

    static AccessRefused withoutRole(String name, String claim) {
        return new AccessRefused(
                Why.ROLE_TOO_LOW,
                Shown.text(name, LONGEST_NAME) + " has no role here: the issuer's token tells none in the claim "
                        + claim + " (tamis.oidc.roles-claim).");
    }

    static AccessRefused tooManyAttempts() {
        return new AccessRefused(
                Why.TOO_MANY_ATTEMPTS, "Too many wrong tokens came from your address; for a minute none is looked at.");
    }

    static AccessRefused path() {
        return new AccessRefused(
                Why.MALFORMED_REQUEST,
                "The path must be in its plain form: no //, no /../, no semicolon, nothing percent-encoded that need not be.");
    }
}
