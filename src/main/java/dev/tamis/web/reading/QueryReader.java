package dev.tamis.web.reading;

import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads a query string into a record that is marked as {@link ParameterObject}, so that all bad parameters are named at once
 * and a misspelt one is not silently ignored.
 */
public class QueryReader implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(ParameterObject.class)
                && parameter.getParameterType().isRecord();
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        return read(parameter.getParameterType().asSubclass(Record.class), request.getParameterMap());
    }

    /**
     * The same where nothing resolves arguments.
     *
     * @throws dev.tamis.space.InvalidFields naming all that is wrong
     */
    public static <T extends Record> T read(Class<T> type, Map<String, String[]> parameters) {
        Set<String> lists = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() == List.class)
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        Violations violations = new Violations();
        Map<String, Object> plain = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            if (lists.contains(name)) {
                plain.put(
                        name,
                        Arrays.stream(values)
                                .filter(value -> value != null && !value.isEmpty())
                                .toList());
            } else if (values.length == 1 || !RecordReader.names(type).contains(name)) {
                plain.put(name, values[0] == null || values[0].isEmpty() ? null : values[0]);
            } else {
                violations.add(
                        name, FieldCode.DUPLICATE, "must be given once, but was given " + values.length + " times");
            }
        });
        T query = new RecordReader(violations, Texts.ARE_CONVERTED).read(type, plain);
        violations.throwIfAny();
        return query;
    }
}
