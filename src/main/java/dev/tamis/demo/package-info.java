/**
 * The main job from beginning to end on a terminal, in profile {@code demo}: submits the lecture's experiment, shows its
 * progress, prints leaderboard and range suggestions.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>It is a client like any other: HTTP against the service's own port, no import of another module. What it shows
 *       is what the contract gives, and it breaks when the contract does.
 *   <li>It lives in the service, not in a shell script beside it: one command with nothing but a JDK, on Windows too.
 *   <li>Rendering is functions from JSON to text, apart from HTTP and from the terminal.
 *   <li>ASCII alone: Windows consoles still disagree about the rest.
 * </ul>
 */
package dev.tamis.demo;
