package dev.tamis.search;

/**
 * Which sampler a sampler leaves a search to.
 *
 * @param sampler one that draws itself
 * @param because the reason, as half a sentence with figures
 */
public record Choice(Sampler sampler, String because) {}
