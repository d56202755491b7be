package dev.tamis.outage;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do in place of a stack trace. */
class UnusableHomeAnalyzer extends AbstractFailureAnalyzer<UnusableHome> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableHome cause) {
        return new FailureAnalysis(
                "The database cannot be kept in " + cause.home() + ": " + cause.getMessage(),
                cause.reason().advice() + ", or name another directory with the property tamis.home; then start again.",
                cause);
    }
}
