package dev.tamis.web.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds that {@code @Schema} has no words for: lengths of lists. */
@Target({ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Bounded {

    /** Of a list; -1: none. */
    int minItems() default -1;

    /** Of a list; -1: none. */
    int maxItems() default -1;
}
