/**
 * Samplers: for each one file that tells its name, its settings, what they mean and what it draws, and one line in {@code
 * META-INF/services/dev.tamis.search.Sampler}.
 *
 * <p>A sampler is a record whose components are its settings. Requests are read into it, the database keeps it, answers and the
 * catalogue show it, all by its components: nothing outside its file names a sampler or a setting. Rejected: an enum of types, as
 * optimizers have (a plan would hold the type and everybody's settings, and a switch would put both together; and none could
 * be added by a test or by a jar on the class path), and Spring beans ({@code search} knows no container).
 *
 * <p>One that learns is asked for one point at a time, each with a history of its own: see {@link dev.tamis.search.Lag}. Rejected:
 * points in batches that share a history (what a trial is drawn from would depend on which trials happen to be drawn together),
 * and a sampler with a state that is told of results (it would have to be kept, and be the same on every node).
 */
package dev.tamis.search.sampler;
