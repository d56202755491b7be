package dev.tamis.training;

/** A place in the plane. */
public record Point(double x, double y) {}
