/**
 * From what a client sent to values: bytes, JSON, records, and everything that is wrong with them in one answer.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A body is read as plain maps first ({@link dev.tamis.web.reading.PlainJson}) and then into records
 *       ({@link dev.tamis.web.reading.RecordReader}), which keep going after a mistake, as do the domain's constructors under
 *       {@code Violations}: a client hears of everything that is wrong in one answer. Rejected: Jackson's own binding with a
 *       problem handler, which hears of unknown fields but not of refused coercions (it throws at the first), and Bean Validation,
 *       which would repeat the rules of the domain's constructors as annotations.
 *       Rejected too: to validate by the schemas of the OpenAPI document, which the tests judge answers by. Tried on the 98 bad
 *       submissions of {@code BadInputTest}, the library found as many mistakes as there are in 44, passed 34 (rules between fields, of
 *       steps, texts, names twice), missed some in 5, and in 15 told up to 15 of one, for each form of domain that it is not; its
 *       words name neither what was sent nor what there is ("property 'smapler' is not defined"). The reader would stay for all that.
 *   <li>The records that bodies are read into are the ones that the documentation shows, and their {@code @Schema} says what is
 *       required to both. What depends on what there is (hyperparameters, samplers, pruners) is built from the catalogue
 *       ({@link dev.tamis.web.openapi.OpenApiSchemas}, {@link dev.tamis.web.reading.EntryReader}), which {@code GET /catalogue}
 *       shows.
 *   <li>What a handler has not declared is refused before it runs ({@link dev.tamis.web.reading.DeclaredInputs}): an unknown query
 *       parameter, a header twice, an answer in another format. Message converters are listed, not inherited, so that a library on
 *       the class path opens no second door (one brought YAML). Packed bodies are refused, not unpacked: that would need a bound
 *       of its own against bombs, for bodies of a few kilobytes.
 *   <li>Paths are links ({@link dev.tamis.web.reading.Path}), written out on refusal; and the hundred-and-first mistake ends the
 *       reading. With texts for paths and a counter for further mistakes, 110 KB of long names made 200 MB of paths, and 400,000
 *       wrong trials took 1.7 s. Rejected: counting the mistakes to their end, which nobody reads.
 *   <li>Why a text is no JSON is found by a scanner of our own ({@link dev.tamis.web.reading.JsonFault}) once the parser has
 *       refused it. Rejected: the parser's words, which tell of settings that no client can change, and rewriting them by what
 *       they contain, which changes with its version; and its place, which is often that of the token before.
 *   <li>Null is absent. So are empty containers that nobody requires, which generated clients send for what nobody set. A body
 *       that is null is none: no schema allows it, and to take it for {} would answer a client's mistake with 200.
 *   <li>No text has the character NUL, in bodies, forms and queries alike: PostgreSQL keeps none, and whether a text is taken must not
 *       depend on the database. Names, labels, classes, columns and keys have no other control characters either, and none that turn the
 *       direction of writing, by which a name reads as another one ({@link dev.tamis.space.Shown#holdsControls}). Names that were
 *       given before are shown as they are.
 *   <li>Query strings are read like bodies, so that misspelt parameters are refused and not ignored.
 *   <li>A retry with its Idempotency-Key gets 200, the first submission 201: the client can tell, and both carry Location. The key
 *       is a column of what it made, and what the request means is compared with that. Rejected: a table of keys with hashes of
 *       bodies, which outlives what was made and takes equal requests that are written differently for different ones.
 *   <li>Records that requests are read into are their rooms' own and stay package-private; the reader makes them all the same.
 *       Rejected: to make them public, for the sake of one who knows none of them.
 * </ul>
 */
package dev.tamis.web.reading;
