package dev.tamis.web.reading;

import dev.tamis.space.FieldCode;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import dev.tamis.web.problem.MalformedJson;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractGenericHttpMessageConverter;

/** Reads a {@code Submitted<SomeRecord>}: bytes to a text, JSON to plain values, plain values to the record. */
public class SubmittedReader extends AbstractGenericHttpMessageConverter<Submitted<?>> {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    SubmittedReader() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == Submitted.class;
    }

    @Override
    public boolean canRead(Type type, Class<?> context, MediaType mediaType) {
        return type instanceof ParameterizedType generic
                && generic.getRawType() == Submitted.class
                && canRead(mediaType)
                && isUtf8(mediaType);
    }

    @Override
    public boolean canWrite(Type type, Class<?> written, MediaType mediaType) {
        return false;
    }

    @Override
    public Submitted<?> read(Type type, Class<?> context, HttpInputMessage message) throws IOException {
        Type body = ((ParameterizedType) type).getActualTypeArguments()[0];
        return read(
                ((Class<?>) body).asSubclass(Record.class), message.getBody().readAllBytes());
    }

    /** @throws MalformedJson if the bytes are no JSON object */
    public static <R extends Record> Submitted<R> read(Class<R> type, byte[] bytes) {
        Violations violations = new Violations();
        Object body = PlainJson.read(decoded(bytes), violations);
        if (!(body instanceof Map<?, ?> fields)) {
            violations.add("", FieldCode.WRONG_TYPE, "must be a JSON object, but got " + Shown.of(body));
            violations.throwIfAny();
            throw new IllegalStateException("unreachable: a violation was added");
        }
        RecordReader reader = new RecordReader(violations, Texts.STAY_TEXTS);
        Set<String> given = new LinkedHashSet<>();
        fields.forEach((name, value) -> {
            if (!reader.isAbsent(type, (String) name, value)) {
                given.add((String) name);
            }
        });
        return new Submitted<>(reader.read(type, fields), violations, given);
    }

    @Override
    protected Submitted<?> readInternal(Class<? extends Submitted<?>> type, HttpInputMessage message) {
        throw new IllegalStateException("what is submitted has a type argument");
    }

    @Override
    protected void writeInternal(Submitted<?> submitted, Type type, HttpOutputMessage message) {
        throw new IllegalStateException("what is submitted is not written");
    }

    /** RFC 8259, section 8.1: between systems JSON is UTF-8; ASCII is a part of it. */
    private static boolean isUtf8(MediaType mediaType) {
        Charset charset = mediaType == null ? null : mediaType.getCharset();
        return charset == null || charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    }

    /** The library would take UTF-16 too, and wrong bytes of UTF-8 for whatever. */
    private static String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        String read = text.flip().toString();
        if (result.isError() || read.indexOf(0) >= 0) {
            throw MalformedJson.notUnicode(read.indexOf(0) < 0 ? read : read.substring(0, read.indexOf(0)));
        }
        return read.startsWith(BYTE_ORDER_MARK) ? read.substring(1) : read;
    }
}
