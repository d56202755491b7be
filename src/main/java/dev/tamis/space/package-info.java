/**
 * What can be searched and what was drawn: domains, search spaces, parameters, and the seeds behind every random number.
 *
 * <p>Pure values over the JDK alone. Decisions:
 *
 * <ul>
 *   <li>A space ({@link dev.tamis.space.SearchSpace}) and a point in it ({@link dev.tamis.space.Parameters}) are
 *       different types. One type for both is how a half-drawn space gets trained.
 *   <li>When a parameter is there ({@link dev.tamis.space.Condition}) stands beside the domains and not in them: a domain is a set of
 *       values, whoever narrows it need not know of others, and the space alone sees circles and contradictions. A point lacks what is
 *       not there. Rejected: a value for what is absent, null or the default (each reader would have to know that it is none), and
 *       trees of spaces, one for each choice (a parameter that two choices share would be two). Conditions list values and compare
 *       nothing: what samplers, grids and narrowed ranges make of a list is plain, and of "above 0.5" it is not. Of real numbers none
 *       may be named, for they are hardly ever equal.
 *   <li>Domains keep the order in which the client named them; a hash map's order differs between two runs of a JVM.
 *   <li>A domain maps positions in [0, 1) to values and back, on its own scale. Samplers and range suggestions work on
 *       positions and never ask what kind of domain they have.
 *   <li>The values of a grid are the domain's business too ({@link dev.tamis.space.Domain#grid}), and not its positions': whole
 *       numbers share the positions out among them, so equal distances of positions made 16 31 63 127 256 of 16 to 256. A
 *       step is a list of values that the client spelled out, and a grid takes them all unless told otherwise; whole numbers
 *       in steps of 1 are a stretch, because nobody says whether that step was meant.
 *   <li>Domains of numbers can be given other bounds ({@link dev.tamis.space.NumericDomain#between}), keeping scale and step;
 *       where the bounds should lie is the business of range suggestions.
 *   <li>Whole numbers are limited to 10^12 in size and float steps to a billion: beyond, doubles no longer tell neighbours
 *       apart, and positions would not come back as the values they were.
 *   <li>Constructors refuse with {@link dev.tamis.space.InvalidField}, which names the field; callers prefix the path.
 *   <li>{@link dev.tamis.space.Seed} lives here because samplers, splits and trainers all derive from it, and this is the
 *       one module they share.
 * </ul>
 */
@NullMarked
package dev.tamis.space;

import org.jspecify.annotations.NullMarked;
