package dev.tamis.outage;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do in place of a stack trace. */
class TooFewHandlesAnalyzer extends AbstractFailureAnalyzer<TooFewHandles> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TooFewHandles cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Raise the limit (ulimit -n; LimitNOFILE= of systemd; --ulimit nofile= of Docker), 10000 say; then start again.",
                cause);
    }
}
