package dev.tamis.web;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** This node streams events to as many clients as it is allowed to. */
final class TooManyFollowers extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private static final String RETRY_AFTER_SECONDS = "30";

    TooManyFollowers(int most) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "This node streams events to " + most + " clients already; poll …/trials?after= meanwhile.",
                        List.of()),
                null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
}
