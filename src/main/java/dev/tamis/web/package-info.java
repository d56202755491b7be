/**
 * The HTTP API: requests to values of the domain, values to answers, exceptions to problem documents.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A body is read as plain maps first ({@link dev.tamis.web.PlainJson}) and then into records
 *       ({@link dev.tamis.web.RecordReader}), which keep going after a mistake, as do the domain's constructors under
 *       {@code Violations}: a client hears of everything that is wrong in one answer. Rejected: Jackson's own binding with a
 *       problem handler, which hears of unknown fields but not of refused coercions (it throws at the first), and Bean
 *       Validation, which would repeat the rules of the domain's constructors as annotations.
 *   <li>The records that bodies are read into are the ones that the documentation shows, and their {@code @Schema} says what
 *       is required to both. What depends on what there is (hyperparameters, samplers, pruners) is built from the catalogue
 *       ({@link dev.tamis.web.OpenApiSchemas}, {@link dev.tamis.web.EntryReader}), which {@code GET /catalogue} shows.
 *   <li>The parts of a plan have no twins here: bodies are read into the plan's own records, which tell their meaning, bounds and
 *       defaults to reader and documentation alike ({@link dev.tamis.space.Meaning}), and answers show them as they are. Two twins stay.
 *       {@code ExperimentRequest} itself: of model, searchSpace and searchSpaceId, which rule each other out, a plan has one
 *       {@code ModelSpace}. And its {@code Dataset}: its name must be looked up even where its sizes are wrong, which no
 *       {@code DatasetChoice} could then hold, and what it leaves open depends on what is found.
 *   <li>The OpenAPI document is generated from the same records and tidied in one place ({@link
 *       dev.tamis.web.OpenApiTidying}); the API tests judge every answer by it, refusals too, so that it stays true. How one
 *       documents an answer: a record, all of whose components are always there; one that may be null says {@code
 *       @Schema(nullable = true)} (of an {@code Object}: {@code types = {"number", "null"}}), a list of numbers some of which
 *       may be null says {@link dev.tamis.web.HoldsNulls}, and nothing is ever left out. Bounds are {@code minimum}, {@code
 *       maximum}, {@code minLength} and so on, not prose. An operation's own refusals stand in its {@link
 *       dev.tamis.web.Refuses}, with their example in {@link dev.tamis.web.OpenApiRefusals}; headers of an answer in its
 *       {@code @ApiResponse}; an example of each answer, recorded by the tests' {@code RecordAnswers}, in the folder {@code
 *       answers}. Rejected: a document written by hand, which the code would leave behind; closing the schemas of
 *       answers in the document itself, for a client that refuses what it does not know could not bear with a field that a
 *       later version adds (the tests close them for themselves).
 *   <li>All that a client got wrong is 400, whether its JSON, its types or its values: nobody agrees where 422 begins, and
 *       the {@code errors} say more than the number.
 *   <li>Programs go by codes ({@link dev.tamis.web.ProblemCode}, {@link dev.tamis.space.FieldCode}), which are part of the
 *       contract; texts are not. A refusal of another module knows its code and nothing of HTTP; the status stands beside the
 *       code here. Rejected: {@code type} URIs, which would have to lead somewhere on every installation, and a status in the
 *       exceptions, which would teach the core a protocol.
 *   <li>What a handler has not declared is refused before it runs ({@link dev.tamis.web.DeclaredInputs}): an unknown query
 *       parameter, a header twice, an answer in another format. Message converters are listed, not inherited, so that a library on
 *       the class path opens no second door (one brought YAML). Packed bodies are refused, not unpacked: that would need a bound
 *       of its own against bombs, for bodies of a few kilobytes.
 *   <li>Paths are links ({@link dev.tamis.web.Path}), written out on refusal; and the hundred-and-first mistake ends the reading.
 *       With texts for paths and a counter for further mistakes, 110 KB of long names made 200 MB of paths, and 400,000 wrong
 *       trials took 1.7 s. Rejected: counting the mistakes to their end, which nobody reads.
 *   <li>What large requests hold in memory is taken from one account of the node ({@link dev.tamis.web.WorkingMemory}), by estimate: six
 *       bytes for each byte of a body, a hundred for each of its values, ten for each character of a page. Limits for each request
 *       alone do not do, for two hundred are served at a time: 31 MB of empty objects ended a node with 512 MB, and so did ten
 *       pages of large search spaces. Rejected: a queue, in which small requests would wait behind large ones.
 *   <li>Query strings are looked over before anybody reads a parameter ({@link dev.tamis.web.QueryGuard}), for the server finds their faults
 *       only where somebody asks, and calls them faults of ours. No body is taken for parameters, whatever its type says.
 *   <li>Why a text is no JSON is found by a scanner of our own ({@link dev.tamis.web.JsonFault}) once the parser has refused it.
 *       Rejected: the parser's words, which tell of settings that no client can change, and rewriting them by what they contain,
 *       which changes with its version; and its place, which is often that of the token before.
 *   <li>Null is absent. So are empty containers that nobody requires, which generated clients send for what nobody set.
 *   <li>Who follows events from a number ahead of the experiment's is told to begin again; who polls is refused. Refused, a browser
 *       would reconnect with the same number for ever.
 *   <li>Query strings are read like bodies, so that misspelt parameters are refused and not ignored.
 *   <li>A retry with its Idempotency-Key gets 200, the first submission 201: the client can tell, and both carry Location. The
 *       key is a column of what it made, and what the request means is compared with that. Rejected: a table of keys with hashes
 *       of bodies, which outlives what was made and takes equal requests that are written differently for different ones.
 *   <li>Analyses are answered in the request: they take milliseconds and nothing of them is kept. Rejected: experiments of a
 *       kind of their own, with a state to poll.
 *   <li>Times are read from the clock here and handed down.
 *   <li>Events come from asking the database by change number, once per half second and followed experiment, not from the
 *       code that makes the changes: a follower may be on another node than the worker, and what it missed while it was away
 *       is the same question. Rejected: an in-process event bus (one node only) and the databases' own notifications (H2 has
 *       none).
 *   <li>Nobody waits for a client that does not read ({@link dev.tamis.web.EventStream}): events are written where the client can
 *       take them, and one that has not taken what it was told before is told nothing; changes gather in the database, and it
 *       hears of them all at once. So there is no queue to bound. Rejected: Spring's emitter, which writes with a thread that waits
 *       (two clients that did not read held two pollers, and with them everybody, for as long as the server's timeout), and a
 *       pool of writers, which as many such clients hold up as it has threads.
 *   <li>Nor for one that takes an ordinary answer slowly ({@link dev.tamis.web.SlowReaders}): answers are gathered, and what does not
 *       fit a connection's buffers is handed over without a thread. They had been in memory before, as objects. Exports are not gathered,
 *       for the largest would be gigabytes: they are made piece by piece ({@link dev.tamis.web.Pieces}), each when those before are taken.
 *       Rejected: a shorter time to write, which clients outlive that take a byte now and then, and threads of their own for exports.
 *       Who answers without end, or too much, says so himself; told by the end of their paths, a dataset of the name {@code export} was
 *       one.
 *   <li>Nobody waits for a client that sends slowly ({@link dev.tamis.web.SlowBodies}): a body that is not there at once gathers
 *       without a thread, and has a time by which it is whole. Uploads are read with a thread each and have a few places; what
 *       is left of a body that was refused is read for a few clients and for a while ({@link dev.tamis.web.UnreadBodies}). One of
 *       ten threads is kept for health ({@link dev.tamis.web.PlaceOfHealth}); who finds all others taken waits in a line, without a
 *       thread. Rejected: the server's own queue, in which health would wait too; to wait for a moment on the threads that are kept,
 *       which lets health wait and refuses a thousand pages that come back at once; a deadline alone, which 210 clients
 *       outlive who come again, and a port of its own for health as the only way, which a laptop does not have (clusters do:
 *       {@code management.server.port}).
 *   <li>A body that breaks off is told of by an exception of ours, from below the server ({@link dev.tamis.web.BrokenBodies}). Of its
 *       own the server takes note, and answers them in its words; whoever handled them found the answer begun, and each such client
 *       was a hundred lines in the log. Rejected: to find that out afterwards, where it looks like an answer of ours that breaks off.
 *   <li>Who may be connected is counted in all and by address ({@link dev.tamis.web.Places}): no single client takes the places
 *       of all, where a proxy does not make all of them one.
 *   <li>Requests that wait ({@code ?wait=}) listen to the same polls. A script wants one of two things: the next change after
 *       those that it knows ({@code after}), or to hear no more until the experiment stops ({@code until=STOPPED}), which is a
 *       state and not an event, so that no stop between two requests can be missed. Rejected: waiting for a change of state
 *       since the request arrived, which misses the change just before it; and If-None-Match, which few scripts can send.
 *   <li>Answers that are polled have weak ETags ({@link dev.tamis.web.Polled}), made of the address, of the program and of what the
 *       answer is made from ({@link dev.tamis.web.Revisions}): one row without its JSON, read before the answer, which so can only be
 *       newer than its tag. The row's version goes up with whatever is told of an experiment; the times of its last report tell a
 *       database that was put back from what it was. The program is a hash of its classes, for commits do not tell builds apart.
 *       {@code Accept} and languages are no part of it, as there is one representation. Rejected: Spring's filter that hashes
 *       the answer (all of it is made first), and strong tags (the server packs answers, and the times go with the clock).
 *       Not by {@code WebRequest.checkNotModified}: it takes no {@code *} for GET, and leaves the tag on refusals.
 *   <li>Charts get columns ({@link dev.tamis.web.PointsView}) and thinned-out curves: 5,000 trials are half a megabyte in
 *       place of four, and an answer's size follows the screen, not the experiment.
 *   <li>The dashboard is plain modules under {@code static}, served as they lie in the repository, with one library from a
 *       WebJar. Rejected: a framework with a build of its own, which would bring a second toolchain and hundreds of packages
 *       for pages of a few forms and canvases. Its pages use nothing but this API, and the Content-Security-Policy
 *       ({@link dev.tamis.web.SecurityHeaders}) lets them load nothing else.
 * </ul>
 */
package dev.tamis.web;
