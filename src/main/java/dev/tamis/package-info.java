/**
 * Where the service begins, and what belongs to no module.
 *
 * <p>Decisions about the time from {@code java -jar} to a node that is ready:
 *
 * <ul>
 *   <li>Half of it went into finding classes: of some 140 jars within the jar, Spring Boot's loader asked one after the other.
 *       {@link dev.tamis.IndexedLoader} knows which of them have what folder. Unpacked ({@code java -Djarmode=tools -jar … extract}),
 *       as in the image, it is not needed; there the JVM's own archive of classes (CDS) saves more. Rejected: one jar with all classes
 *       (files of the same name would have to be merged, and licences stand in some of them); unpacking at the first start and
 *       starting Java once more (two processes, or one that replaces itself, for whoever watches it).
 *   <li>Queries are parsed once ({@link dev.tamis.RepositoryConfiguration}): Spring Data's parser took a tenth.
 *   <li>What nobody has asked for is not made: springdoc's parts, with a Jackson of their own, when the document is read; the engine on
 *       nodes that do not train; the name of the program when a tag needs it. Libraries that only made themselves ready are excluded
 *       in {@code pom.xml}: AspectJ, WebSocket, JAXB.
 *   <li>The engine loads beside the rest. Workers are ready when it has loaded, as before: who cannot train must not say so later.
 *   <li>Rejected: {@code spring.main.lazy-initialization} and lazy repositories (what is wrong would show in a request, not at the
 *       start); Spring's ahead-of-time processing (conditions are decided when it is built, and whether a node serves, trains, or
 *       does both is a property of its start); a pool of threads for the entity manager (on two processors Java's compilers keep the
 *       second one busy).
 * </ul>
 */
package dev.tamis;
