/**
 * The OpenAPI document: the words that controllers and records document themselves with, and what is made of them.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The OpenAPI document is generated from the same records and tidied in one place
 *       ({@link dev.tamis.web.openapi.OpenApiTidying}); the API tests judge every answer by it, refusals too, so that it stays
 *       true. How one documents an answer: a record, all of whose components are always there; one that may be null says
 *       {@code @Schema(nullable = true)} (of an {@code Object}: {@code types = {"number", "null"}}), a list of numbers some of
 *       which may be null says {@link dev.tamis.web.openapi.HoldsNulls}, and nothing is ever left out. Bounds are {@code minimum},
 *       {@code maximum}, {@code minLength} and so on, not prose. An operation's own refusals stand in its
 *       {@link dev.tamis.web.problem.Refuses}, with their example in {@link dev.tamis.web.openapi.OpenApiRefusals}; headers of an
 *       answer in its {@code @ApiResponse}; an example of each answer, recorded by the tests' {@code RecordAnswers}, in the folder
 *       {@code answers}. Rejected: a document written by hand, which the code would leave behind; closing the schemas of answers
 *       in the document itself, for a client that refuses what it does not know could not bear with a field that a later version
 *       adds (the tests close them for themselves).
 * </ul>
 */
package dev.tamis.web.openapi;
