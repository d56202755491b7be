package dev.tamis.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds that {@code @Schema} cannot tell: an exclusive 0 is what it takes for none, and lengths of lists it has not. */
@Target({ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@interface Bounded {

    /** Of a number: whether it must be above 0. */
    boolean aboveZero() default false;

    /** Of a list; -1: none. */
    int minItems() default -1;

    /** Of a list; -1: none. */
    int maxItems() default -1;
}
