package dev.tamis.web.answer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An answer that clients ask for again and again: it has an ETag, and who has it already is told so. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Polled {

    /** What tells of changes. */
    Class<? extends Revisions> value();
}
