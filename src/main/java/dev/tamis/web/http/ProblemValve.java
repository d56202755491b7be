package dev.tamis.web.http;

import dev.tamis.web.problem.ProblemCode;
import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what Tomcat refuses before any of this program sees it, such as a malformed request line, with a problem document in
 * place of a page. Public because Tomcat makes it by name.
 */
public class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int code = response.getStatus();
        HttpStatus status = HttpStatus.resolve(code);
        if (code < 400 || status == null || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        SecurityHeaders.write(response);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                // Reason phrases are fixed words: nothing here needs escaping.
                writer.write("""
                        {"type":"about:blank","title":"%1$s","status":%2$d,"code":"%3$s","detail":"%1$s.","errors":[]}""".formatted(status.getReasonPhrase(), code, ProblemCode.of(status)));
                response.finishResponse();
            }
        } catch (IOException gone) {
            container.getLogger().debug("A client left before it could be told of its mistake", gone);
        }
    }
}
