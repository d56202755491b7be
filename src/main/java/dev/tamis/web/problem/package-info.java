/**
 * How requests are refused: every exception becomes a problem document (RFC 9457) here, with a status, a code and the fields that are
 * at fault.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>All that a client got wrong is 400, whether its JSON, its types or its values: nobody agrees where 422 begins, and the
 *       {@code errors} say more than the number.
 *   <li>Programs go by codes ({@link dev.tamis.web.problem.ProblemCode}, {@link dev.tamis.space.FieldCode}), which are part of the
 *       contract; texts are not. A refusal of another module knows its code and nothing of HTTP; the status stands beside the code
 *       here. Rejected: {@code type} URIs, which would have to lead somewhere on every installation, and a status in the
 *       exceptions, which would teach the core a protocol.
 *   <li>What several rooms refuse with, and how a refusal leaves alone what has not been read of a body, is defined here
 *       ({@link dev.tamis.web.problem.RestOfBody}): the server's side puts it to use. So refusing knows nobody, and everybody may
 *       refuse.
 * </ul>
 */
package dev.tamis.web.problem;
