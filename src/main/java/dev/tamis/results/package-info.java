/**
 * What answers read of experiments: leaderboards, pages of trials, points, curves, changes, suggestions. Changes nothing.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Rows of trials and measurements are read here by statements of one's own, though they are the module {@code experiment}'s,
 *       which alone writes them; a test holds which tables these are. What matters about a page, a ranking or a curve is the index
 *       that it walks and the columns that it fetches: behind ports of {@code experiment} the same statements would stand there,
 *       with names for each column that some chart wants, and the module that keeps the life of trials would grow with every
 *       answer. How values lie in a column is told by who writes them ({@link dev.tamis.experiment.StoredMetrics},
 *       {@link dev.tamis.experiment.PackedDoubles}, {@link dev.tamis.experiment.StoredJson}). Rejected: tables of one's own for
 *       reading, which each report would have to write a second time.
 *   <li>What is suggested to a client is what an automatic round goes on with ({@link dev.tamis.experiment.NextRanges}): one
 *       judgement, which lies where rounds are started.
 *   <li>The ranking is one query that walks the index {@code trial_rank}: the rank value is stored, already turned so that larger
 *       is better, when a trial completes, and so is what decides between equals. Rejected: sorting by the objective's column,
 *       which needs another index for each metric and direction.
 *   <li>A round's ranking walks the same index: the round's numbers are a range, so trials of other rounds are passed over without
 *       reading their rows. Rejected: an index by round, which every report would have to write.
 *   <li>Fronts of several objectives are worked out with each answer, from what counts of all completed trials: of 100,000 in about a
 *       second, and not at all where nothing has changed (the {@code ETag}). Rejected: a column, which each trial that completes would
 *       have to change in many rows. Within a front the first objective decides, so that the first entry is the experiment's best trial;
 *       samplers prefer what has room there.
 *   <li>A page of trials is found by its numbers first, and only its own rows are read. How many trials there are stands on the
 *       rows of the experiment and its rounds; numbers have no gaps, so a page by number is a range of the key however deep it
 *       lies; states and the objective value have an index. Metrics have none: each index is one more write in every report, which
 *       changes all metrics of all running trials, for an order that is asked for now and then; the database sorts them, at a cost
 *       that grows with the experiment's trials. Rejected: Spring Data's pages (a count of all trials with each page, and all rows
 *       before the page read and sorted in full width), and cursors in place of page numbers (the contract would change, and what
 *       is deep in a list by a metric nobody pages to).
 * </ul>
 */
package dev.tamis.results;
