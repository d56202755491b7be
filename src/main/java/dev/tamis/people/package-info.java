/**
 * Who asks, whose a thing is, and what follows from both. Pure values; how somebody shows who they are is the business of {@code
 * access}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A person is a name. What a person has are tokens; there is no table of people, which would have to be kept in step with
 *       that of a company's own directory.
 *   <li>Use cases take a {@link dev.tamis.people.Subject} as their first argument, so that none can be written without an answer
 *       to the question who asks. Rejected: a variable of the thread, which background work has not and tests forget.
 *   <li>What somebody may not see does not exist for them (404), so that answers tell nothing of it; what they see and may not
 *       change is refused (403).
 * </ul>
 */
@NullMarked
package dev.tamis.people;

import org.jspecify.annotations.NullMarked;
