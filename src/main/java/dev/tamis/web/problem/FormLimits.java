package dev.tamis.web.problem;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.Optional;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;

/** The limits of a form beside its size, by name: the server and the framework tell of all of them as of its size. */
final class FormLimits {

    private FormLimits() {}

    /**
     * @param refused as the server or the framework tells it
     * @param size of the form as a whole, whose exception the server has for a part's head too
     * @return the rule that was broken; empty where it was none of these
     */
    static Optional<InvalidField> brokenBy(Throwable refused, BodyTooLarge.Limit size) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileCountLimitExceededException parts) {
                return rule("must have at most " + parts.getLimit() + " parts (server.tomcat.max-part-count)");
            }
            if (cause instanceof SizeLimitExceededException head && head.getPermittedSize() != size.bytes()) {
                return rule("must have parts whose heads have at most " + head.getPermittedSize()
                        + " bytes (server.tomcat.max-part-header-size)");
            }
        }
        return Optional.empty();
    }

    private static Optional<InvalidField> rule(String rule) {
        return Optional.of(new InvalidField("", FieldCode.OUT_OF_RANGE, rule));
    }
}
