/**
 * Who may do what: by which names the service answers, to whose pages, and to whom.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Without a token the service is one person's, on one person's machine: it listens on loopback, answers to names of loopback
 *       only ({@link dev.tamis.access.Hosts}, against names that are rebound to 127.0.0.1) and to its own pages only ({@link
 *       dev.tamis.access.Pages}, against what pages of other sites may send without asking). Every request is asked, whatever its
 *       method or address: there is no list of harmless ones that could be wrong. It refuses to start where others could reach it.
 *   <li>With a token ({@code tamis.token}) it listens everywhere. A bearer token is nothing that a browser adds by itself, so that
 *       a link from anywhere may lead to the page, and pages that were let in may bring it; the page's cookie is, so that requests
 *       which bring that one must come from the service's own pages. SameSite=Strict alone would not do: for browsers all ports
 *       of a host are one site.
 *   <li>The cookie is no token but a moment at which it ends and its HMAC-SHA256 under the token ({@link
 *       dev.tamis.access.Sessions}): what leaks from a browser's profile, or reaches another service on another port of the same
 *       host, ends by itself and cannot be used as a token. Every API node can check it and no table has to be kept. Rejected: the
 *       token itself, which would never end; random sessions in the database, which could be ended one by one, but need a table
 *       for one person (they come with people). Logging out takes the cookie from the browser; a new token ends all sessions.
 *   <li>Spring Security carries it ({@link dev.tamis.access.AccessConfiguration}): its place before everything else on both ports,
 *       its firewall against paths that two readers could read differently, its CORS, its rules by address and kind of dispatch.
 *       People, roles and OIDC will need it, and change nothing here but who is who. Its own protection against forged requests is
 *       off: it wants a token in each form, while {@code Origin} and {@code Sec-Fetch-Site} come from the browser itself. Its
 *       headers are off, too: {@code web} writes them on what Tomcat refuses as well. Rejected: two filters
 *       of our own without it, which the next step would throw away.
 *   <li>Forged names are 421 (RFC 9110, section 15.5.20), which clients do not repeat elsewhere; pages of others 403.
 *   <li>Who is wrong about the token 20 times in a minute is not listened to for the rest of it ({@link
 *       dev.tamis.access.FailedAttempts}), by address and in memory. That is against noise: the length of a token is what makes
 *       guessing hopeless.
 *   <li>The database file of H2 is its owner's alone (0600, in a folder of 0700; {@link dev.tamis.access.PrivateFiles}) and has no
 *       password. H2 in a file opens no port, and its password is asked for by the library in the same process: whoever can read
 *       the file reads the data without it, and would read a password that lies beside it. Rejected: a random password in the
 *       home, which protects nothing more, and locks out those who copy the file alone; encryption (CIPHER), whose key would lie
 *       there just the same.
 * </ul>
 */
package dev.tamis.access;
