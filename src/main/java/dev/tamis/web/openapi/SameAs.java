package dev.tamis.web.openapi;

import dev.tamis.mlp.Hyperparameter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A number of a request that is a hyperparameter too: it is documented as that is, with its meaning, bounds and default. */
@Target({ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SameAs {

    /** Which one. */
    Hyperparameter value();

    /** Whether it may be left out. */
    boolean hasDefault() default true;
}
