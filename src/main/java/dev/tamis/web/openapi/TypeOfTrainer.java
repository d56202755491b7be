package dev.tamis.web.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text that names what trains the trials: it is documented with all names that there are. */
@Target({ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface TypeOfTrainer {

    /** Whether the usual one stands in for it. */
    boolean mayBeMissing() default false;
}
