package dev.tamis.web.reading;

import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON. Reading is {@link SubmittedReader}'s alone, which says what is wrong; here it would be guessed at. */
class JsonAnswers extends JacksonJsonHttpMessageConverter {

    JsonAnswers(JsonMapper json) {
        super(json);
    }

    /** None of what is submitted: refusals of other types would advertise application/*+json. */
    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return type == Submitted.class ? List.of() : super.getSupportedMediaTypes(type);
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
