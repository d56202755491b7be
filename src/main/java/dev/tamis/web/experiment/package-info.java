/**
 * Experiments and their rounds: submitting, watching and steering them.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The parts of a plan have no twins here: bodies are read into the plan's own records, which tell their meaning, bounds and
 *       defaults to reader and documentation alike ({@link dev.tamis.space.Meaning}), and answers show them as they are. Two twins
 *       stay. {@code ExperimentRequest} itself: of model, searchSpace and searchSpaceId, which rule each other out, a plan has one
 *       {@code ModelSpace}. And its {@code Dataset}: its name must be looked up even where its sizes are wrong, which no
 *       {@code DatasetChoice} could then hold, and what it leaves open depends on what is found.
 * </ul>
 */
package dev.tamis.web.experiment;
