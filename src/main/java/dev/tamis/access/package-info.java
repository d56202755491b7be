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
 *   <li>With tokens it listens everywhere. A bearer token is nothing that a browser adds by itself, so that
 *       a link from anywhere may lead to the page, and pages that were let in may bring it; the page's cookie is, so that requests
 *       which bring that one must come from the service's own pages. SameSite=Strict alone would not do: for browsers all ports
 *       of a host are one site.
 *   <li>Of a token there is its SHA-256 ({@link dev.tamis.access.TokenHash}). Slow hashes (bcrypt, Argon2) are for what people think
 *       of, which can be guessed; a token has 256 random bits, and each request would pay for the slowness. By the hash it is looked
 *       up, so that nothing is compared with a secret letter by letter. Who sets a token themselves is asked for 16 characters.
 *   <li>A token is remembered for five seconds ({@link dev.tamis.access.KnownTokens}): what is revoked on one node ends on another no
 *       later. Rejected: to ask the database with each request, which a dashboard sends ten of a second; to tell other nodes, which
 *       meet in the database only.
 *   <li>A token lives for 90 days unless its maker says otherwise: longer than a semester's project is worked on in one go, and what was
 *       forgotten in a notebook does not work for ever. Only admins make such that do not end.
 *   <li>What somebody makes for themselves with a token is the child of that one: it ends no later, and is revoked with it, so that whoever
 *       has found a token for an afternoon does not keep what they made of it. What admins make for others is those people's own:
 *       the first admin's token, which is meant to be thrown away, would otherwise take everybody's with it. The price is that nobody
 *       renews their last token by themselves; a session of an issuer, or an admin, does. What is made with a token of the settings or
 *       of an issuer has no parent: the one has no row, the other lives for minutes. Of what somebody makes for themselves with the other
 *       nothing could be told back to the issuer, so that it ends within a month, whatever their role. Rejected: no such tokens, for
 *       programs need them; to end them with the issuer's token, after minutes. Nobody makes or revokes a token of a higher role
 *       than theirs, not even one of the same person: the least token must not take away the others. No foreign key holds children to
 *       parents, for a backup brings rows of one table in any order; a token whose parent is gone lets nobody in.
 *   <li>The audit log ({@link dev.tamis.access.AuditLog}) has two files. What was done is the history, and nobody who is not let in can
 *       add to it; what was refused is as much as strangers like to send, and has thirty megabytes of its own, in lines of less than a
 *       kilobyte. A failure of the service on a person's request is part of the history: something may have been done. Rejected: to
 *       count refusals by address and minute, for whoever has many addresses fills the history just the same, and a single guess is
 *       worth seeing whole.
 *   <li>An archive's tokens stand in place of those that were there, at once: what is remembered is forgotten, and where the archive has
 *       no admin the first one is made again ({@link dev.tamis.access.TokensInBackups}). Rejected: to keep the token that asked for the
 *       restore, a stranger among the people of the archive.
 *   <li>The cookie is no token: it is the moment at which it ends, the id of the token that opened it with a name of its hash, and their
 *       HMAC-SHA256 ({@link dev.tamis.access.Sessions}). The id alone would not do: the first admin's token has one for all services,
 *       and archives bring rows with ids, so that a session of what was revoked would come back with another token. What leaks from a browser's profile, or reaches another service on another port of the same
 *       host, ends by itself and with the token, and cannot be used as one. No table has to be kept. The key is random and lies in the
 *       database, for all nodes; whoever reads the database reads everything anyway. It is left out of backups, which travel. Until
 *       there were people it was made of {@code tamis.token}, which now is one token of many; rejected: to derive it from the
 *       hashes, for then a backup would be enough to forge sessions.
 *   <li>Which role an operation needs stands in one table ({@link dev.tamis.access.Permissions}), is looked at before a body is read,
 *       and told in the document. Rejected: annotations on methods, which are known only when the request has reached one, with its
 *       body; and Spring's expressions, of which nobody could print the table.
 *   <li>People of an OIDC issuer ({@link dev.tamis.access.IssuedTokens}) are called {@code oidc:} and their {@code sub}, and no other
 *       name has a colon: whatever somebody calls himself at the issuer, he is nobody here. Who makes a token for such a name, which
 *       takes an admin, means that person. {@code sub} is what an issuer
 *       promises never to give to another (OpenID Connect Core, 5.7); {@code preferred_username} is not. Its roles count where they
 *       are called {@code tamis-…}: an {@code admin} of something else is none of ours. The library checks signatures and claims;
 *       Boot's starter, which puts a filter of its own beside ours, and asks an issuer without a time limit, is left out. Not done:
 *       the log-in by redirection, for which the service would have to be a client of the issuer with a secret.
 *   <li>Spring Security carries it ({@link dev.tamis.access.AccessConfiguration}): its place before everything else on both ports,
 *       its firewall against paths that two readers could read differently, its CORS, its rules by address and kind of dispatch.
 *       Its own protection against forged requests is
 *       off: it wants a token in each form, while {@code Origin} and {@code Sec-Fetch-Site} come from the browser itself. Its
 *       headers are off, too: {@code web} writes them on what Tomcat refuses as well. Rejected: two filters
 *       of our own without it, which the next step would throw away.
 *   <li>Forged names are 421 (RFC 9110, section 15.5.20), which clients do not repeat elsewhere; pages of others 403.
 *   <li>Who is wrong about the token 20 times in a minute is not listened to for the rest of it ({@link
 *       dev.tamis.access.FailedAttempts}), by address (of IPv6 by network) and in memory. That is against noise: the length of a token is what makes
 *       guessing hopeless. Texts of tokens that we have made are looked up whatever else comes from the address: they are no guesses.
 *   <li>The database file of H2 is its owner's alone (0600, in a folder of 0700; {@link dev.tamis.access.PrivateFiles}), and has a
 *       random password in a file beside it ({@link dev.tamis.access.DatabasePassword}). That keeps a tool which is pointed at the
 *       file by mistake, or an H2 server started over the folder, from opening it with no password at all. It keeps nobody from the
 *       data who can read both files, or who reads the one without H2: the permissions do. Whoever copies the database copies its
 *       password, or gets a sentence that says so. Rejected: encryption (CIPHER), whose key would lie there just the same.
 * </ul>
 */
package dev.tamis.access;
