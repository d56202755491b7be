/**
 * The HTTP API: requests to values of the domain, values to answers, exceptions to problem documents.
 *
 * <p>What serves all resources lies below, each in a room that knows no resource: {@code problem}, {@code http}, {@code reading}, {@code
 * answer}, {@code openapi}, {@code change}. Above them each resource has a room: {@code searchspace}, {@code experiment} (with its rounds, and
 * {@code warning}), {@code trial}, {@code result}, {@code event}, {@code dataset}, {@code analysis}, {@code session}, {@code catalogue}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A resource is one room: its controller, what it reads and what it shows, what its tags are made of. Resources know each
 *       other only where one shows another: results their trials, events what they tell of. A test holds the table of who knows
 *       whom. Rejected: rooms by kind (controllers, views, requests), through all of which each change of a resource would go; and
 *       one room for all (170 classes saw each other).
 *   <li>Times are read from the clock here and handed down.
 *   <li>The dashboard is plain modules under {@code static}, served as they lie in the repository, with one library from a WebJar.
 *       Rejected: a framework with a build of its own, which would bring a second toolchain and hundreds of packages for pages of
 *       a few forms and canvases. Its pages use nothing but this API, and the Content-Security-Policy
 *       ({@link dev.tamis.web.http.SecurityHeaders}) lets them load nothing else.
 * </ul>
 */
package dev.tamis.web;
