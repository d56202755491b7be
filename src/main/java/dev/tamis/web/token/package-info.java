/**
 * Who one is, and the tokens of people and their programs.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The text of a token is told once, in the answer that made it, which no cache may keep. With an {@code Idempotency-Key} a
 *       repeated request makes no second token, but cannot tell the text again either, of which there is only a hash: it answers 200
 *       with {@code token: null}, and whoever has lost the first answer revokes it and makes another. Rejected: to tell a new text in
 *       place of the old one, which would silently end what is in use already; to keep the text until it was fetched.
 * </ul>
 */
package dev.tamis.web.token;
