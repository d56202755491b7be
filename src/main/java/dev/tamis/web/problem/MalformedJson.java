package dev.tamis.web.problem;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;

/** A body is no JSON. */
public final class MalformedJson extends Refusal {

    private static final long serialVersionUID = 1L;

    private MalformedJson(String rule) {
        super(ProblemCode.MALFORMED_JSON, "The body " + rule + ".", new InvalidField("", FieldCode.MALFORMED, rule));
    }

    /** There is no body where there has to be one. */
    public static MalformedJson missing() {
        return new MalformedJson("must be a JSON object, but is missing");
    }

    /** @param offset of the first character that does not belong */
    public static MalformedJson at(String text, int offset, String why) {
        return new MalformedJson("is not JSON: " + why + place(text, offset));
    }

    /** @param text as much of it as could be read */
    public static MalformedJson notUnicode(String text) {
        return new MalformedJson("must be JSON in UTF-8, but has bytes that are not" + place(text, text.length()));
    }

    private static String place(String text, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return " (line " + line + ", column " + (text.codePointCount(lineStart, offset) + 1) + ")";
    }
}
