package dev.tamis.web;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer that is kept until it is whole. */
final class Gathered extends ContentCachingResponseWrapper {

    Gathered(HttpServletResponse response) {
        super(response);
    }

    /** Where it goes in the end. */
    HttpServletResponse original() {
        return (HttpServletResponse) getResponse();
    }
}
