package dev.tamis.space;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a record means to those who send it and read it, said where it is defined: whoever reads requests, documents
 * them or lists what there is asks the component, and nobody tells it twice.
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Meaning {

    /** One sentence without a full stop: what it is, in which unit. */
    String value();

    /** Of numbers, or of each number of a map: the smallest legal one. */
    long low() default Long.MIN_VALUE;

    /** Of numbers, or of each number of a map: the largest legal one. */
    long high() default Long.MAX_VALUE;

    /** What it is where a request does not say, as JSON would write it; "": that depends on more, or there is none. */
    String usual() default "";

    /** A value to fill forms with; the usual one if it is "". */
    String example() default "";

    /** Whether it may be left open for good, and is null then wherever it is shown. */
    boolean open() default false;
}
