package dev.tamis.outage;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do in place of a stack trace. */
class TooLittleAnalyzer extends AbstractFailureAnalyzer<TooLittle> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TooLittle cause) {
        return new FailureAnalysis(cause.getMessage() + ".", cause.advice(), cause);
    }
}
