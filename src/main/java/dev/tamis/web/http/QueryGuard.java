package dev.tamis.web.http;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;
import dev.tamis.space.Shown;
import dev.tamis.web.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses query strings that nobody could read, or that name more parameters than anybody could mean. Left to the server, they are found
 * out by whoever happens to ask for a parameter first, and end as a fault of the service.
 */
class QueryGuard extends OncePerRequestFilter {

    /** As many as the server reads; the most that an operation has a use for are 200 numbers of trials and a few others. */
    static final int MOST_PARAMETERS = 300;

    private final HandlerExceptionResolver problems;

    QueryGuard(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    /** A query string is none. */
    private static final class MalformedQuery extends Refusal {

        private static final long serialVersionUID = 1L;

        MalformedQuery(String name, FieldCode code, String rule) {
            super(
                    ProblemCode.MALFORMED_REQUEST,
                    "The query string " + rule + ".",
                    new InvalidField(Shown.text(name, 100).replace("\"", ""), code, rule));
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<MalformedQuery> fault =
                Optional.ofNullable(request.getQueryString()).flatMap(QueryGuard::fault);
        if (fault.isPresent()) {
            problems.resolveException(request, response, null, fault.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<MalformedQuery> fault(String query) {
        String[] parameters = query.split("&", MOST_PARAMETERS + 2);
        if (parameters.length > MOST_PARAMETERS) {
            return Optional.of(new MalformedQuery(
                    "", FieldCode.OUT_OF_RANGE, "must have at most " + MOST_PARAMETERS + " parameters, but has more"));
        }
        for (String parameter : parameters) {
            if (parameter.startsWith("=")) {
                return Optional.of(new MalformedQuery(
                        "", FieldCode.MALFORMED, "must name each of its parameters, but got " + Shown.of(parameter)));
            }
            if (!isReadable(parameter)) {
                int end = parameter.indexOf('=');
                return Optional.of(new MalformedQuery(
                        end < 0 ? parameter : parameter.substring(0, end),
                        FieldCode.MALFORMED,
                        "must be UTF-8 in percent-encoding, % and two hexadecimal digits for each byte, but got "
                                + Shown.of(parameter)));
            }
        }
        return Optional.empty();
    }

    /** Whether every % is followed by the number of a byte, and the bytes are UTF-8. The server refuses what is no ASCII. */
    private static boolean isReadable(String encoded) {
        byte[] bytes = new byte[encoded.length()];
        int count = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                boolean whole = i + 2 < encoded.length();
                int high = whole ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low = whole ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return false;
                }
                bytes[count++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[count++] = (byte) c;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count));
            return true;
        } catch (CharacterCodingException noUtf8) {
            return false;
        }
    }
}
