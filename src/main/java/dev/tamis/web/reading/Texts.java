package dev.tamis.web.reading;

/** Whether a text may stand for a number or true/false: it may in a query string, which has nothing else, never in JSON. */
public enum Texts {
    STAY_TEXTS,
    ARE_CONVERTED
}
