package dev.tamis.web;

import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON. Reading is {@link SubmittedReader}'s alone, which says what is wrong; here it would be guessed at. */
class JsonAnswers extends JacksonJsonHttpMessageConverter {

    JsonAnswers(JsonMapper json) {
        super(json);
    }

    @Override
    public boolean canRead(Class<?> type, MediaType mediaType) {
        return false;
    }

    @Override
    public boolean canRead(ResolvableType type, MediaType mediaType) {
        return false;
    }
}
