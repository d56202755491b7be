package dev.tamis.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A dataset cannot be removed (now). */
final class DatasetInUse extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    DatasetInUse(String why) {
        super(HttpStatus.CONFLICT, Problem.of(HttpStatus.CONFLICT, why, List.of()), null);
    }
}
