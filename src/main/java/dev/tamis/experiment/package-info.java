/**
 * Experiments, their rounds and trials: states, transitions, and their rows in the database.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Everything that changes trials locks the experiment's row first. That one lock makes the counters on the row exact,
 *       gives changes an order that pollers can follow ({@code change_number} never appears out of order, as a sequence's
 *       numbers do), and lets exactly one transaction see that the last trial has ended. The lock is held for one batched
 *       statement or two, a few times a second and worker. The row has a version as well, which costs nothing and turns a
 *       change without the lock into an exception. Rejected: versions alone (every report of every worker would collide) and
 *       counting trials on every read (a list of experiments would read every trial).
 *   <li>A claim carries a name of its own. Reports are accepted for trials whose row still has it in {@code claimed_by}, so a worker
 *       that was given up for dead cannot overwrite what its successor does, and pause and cancel take trials away by
 *       clearing it: the worker learns of it from its next report.
 *   <li>The time that is left is estimated from counters of work on the experiment's row: what an epoch of a trial is to its
 *       trainer (steps times parameters) is known when the trial is drawn and kept on its row. Rejected: counting trials (with
 *       mixed epochs, units and batches 6 s were told where 17 were left) and summing over trials with each read. Experiments
 *       from before there was a measure count epochs, in their later rounds too: two measures do not add up.
 *   <li>A winner is trained again up to the epoch that won it its rank: with another number of epochs it would be another
 *       network (chosen for its epoch 3 of 150 and trained for all, one had a log loss of 2.30 instead of 0.62). Several seeds
 *       are scored in one evaluation, all or none, and never again with others: that would be a second look. Their interval is
 *       Student's over the seeds, on the test rows that there are; Wilson's of each network is over rows, for that network.
 *       Rejected: one interval for both (it would claim to know what the data of others do with other seeds).
 *   <li>Trials that go back to WAITING start again at epoch 1: a second attempt, as results depend on seeds alone, repeats the
 *       same curve. So its measurements stay where they are, unseen beyond the epochs done, and are overwritten one by one
 *       (another kind of processor rounds otherwise). Rejected: deleting them under the lock, which of 32 trials of 100,000
 *       epochs took minutes in which nobody could pause, cancel or report, and let H2's file grow by gigabytes; a number of
 *       the attempt in the key, which would leave rows to be cleared away. Rejected too: checkpoints of weights; trials are
 *       short by the method's own design.
 *   <li>A removed experiment is gone with its row, in milliseconds. Its trials and measurements are cleared away afterwards, by
 *       pieces ({@code Removals}), by whichever node gets to it; they have no foreign key, for all that adds to them holds the
 *       lock on the experiment's row, and all that reads them has seen it. Rejected: the cascade (millions of rows in one
 *       transaction), and a state REMOVED, which every query would have to leave out.
 *   <li>What is measured has names, directions and an order that the trainer tells ({@code Metrics}), and is stored in that order:
 *       a trial's newest and best values as arrays, for lists are sorted by an element of them; a measurement's as packed doubles,
 *       for it is written a million times, read whole and sorted by its key. Bytes a row of a million: 120 in H2 packed, 131 as an
 *       array, 131 as four columns; of 328,330 in PostgreSQL 151 packed, 142 as four columns, and an array would take some 16 more
 *       than packed. Rejected: arrays there too; a row a metric (four times the keys); JSON (which has no NaN).
 *   <li>Ties have a column of their own beside the rank value, both turned so that larger is better, both written when a trial
 *       completes: one index ranks every objective, and reports of running trials do not touch it.
 *   <li>The losses of an epoch's iterations are packed into one column of its measurement, where an experiment keeps them at
 *       all: they are written once and read whole, and go when the measurement goes. Rejected: a row an iteration (600 an
 *       epoch and trial on 60,000 images).
 *   <li>What an experiment may come to store is counted from its plan ({@link dev.tamis.experiment.StorageLimits}): searched epochs at their
 *       most, for what will be drawn is not known before. Old plans are not judged by it, and automatic rounds neither.
 *   <li>Trials are inserted a hundred to a change: whoever follows changes gets each of them whole, and a submission of
 *       100,000 in one would be one answer.
 *   <li>What becomes of trials has one home, {@code Trials}: draw, claim, report, end and take back write the rows there, and
 *       with them the counters and the change number on the experiment's row, so that no writer can forget one. The use cases
 *       around it ({@code Claims}, {@code Reports}, {@code RoundStart} …) lock, fence and decide. Rejected: a package of its own
 *       below this one, for which the counters would have to be public.
 *   <li>Trials of a sampler that learns are drawn by the lane that has found nothing to claim ({@code Draws}): it reads what has ended,
 *       computes the points without the lock, and stores them under it if they are still the next ones; otherwise they are thrown
 *       away, and were the same. Each lane that ends a trial asks for more afterwards, its successor does if it dies, and who stores
 *       trials claims next: so nothing is left to be drawn that nobody draws, and nothing lies that nobody trains. A trial that
 *       ends while others of its pack train on opens one more lane, where further ones may be drawn: a thread may be idle.
 *       Rejected: drawing in the transaction that ends a trial (a sampler that fits a model would hold the lock that pause, cancel
 *       and all reports want), a task of its own that draws (one more thing that can die, for the same two steps), and a
 *       draw by whoever ends a trial on its training thread while its pack goes on. The first trials of a round are drawn as it
 *       starts, for there is nothing to compute from yet, and a client hears at once if the sampler refuses. An experiment
 *       whose next trial cannot be drawn has FAILED, for it could not be drawn later either. Each draw reads the round's trials
 *       anew; nothing is kept in memory that another node would need.
 *   <li>Points that somebody chooses count against {@code maxTrials}, as in Optuna and Vizier: quotas and the bytes that were planned stay what
 *       they are, and notes and requests that are kept beside are admitted when they come. Where trials are drawn by and by they
 *       wait in a table ({@code EnqueuedPoints}) and are the next that are drawn; a draw that was computed without one is thrown
 *       away. Where a round is drawn at once, each takes the place of the last trial that has not started, with a pack below all
 *       others: the numbers before it keep their points, and the sampler's draws are those that they were, only fewer. Submitted
 *       points are the first of the same table. So the numbers are known when they are asked for, are the same after a crash, and
 *       need no state of a trial that there is not yet. Range suggestions leave these trials out: who chose them is no chance.
 *       Rejected: trials beyond the budget (each would have to be admitted anew); a cancelled trial for each that gives way
 *       (numbers beyond {@code maxTrials}, and reasons that nobody asked for); the place of the first that waits (all later points
 *       would be others' than without it, and which depends on the moment).
 *   <li>What a submission takes of earlier experiments is looked up once, in its transaction, and kept ({@code EarlierTrials}): points in the
 *       table of those that are enqueued, what the sampler is told in one row. A plan names the experiments, so that an idempotency key finds
 *       its submission though they have gone on since. Ids of earlier experiments are told to whose the new one is and to admins, and stand
 *       in nothing else: notes name a place in the list. Rejected: those that the reader may see, by a look at each for each
 *       reader, and an answer that changes when something else is shared; reading them at each draw (they change, and are removed); what they come
 *       to later (results would depend on when).
 *   <li>Ends of trials are counted for metrics by that home, after commit. Rejected: counters at each place that ends trials, of
 *       which one would be forgotten, and which count what is rolled back; a listener to the experiment's row, which made the
 *       entity know its listener; reading the counters of all rows, which shrink when an experiment is deleted.
 *   <li>A plan's own records are what clients post, what the database keeps and what answers show. They fill in what a client leaves
 *       open and hold the rules between fields. Stored texts of all versions stay readable: a field that came later may be missing,
 *       one that went is not looked at ({@code StoredPlansTest}). Rejected: requests of their own for the parts of a plan, each with its
 *       way there and back, in which one thing had two or three names.
 *   <li>JPA maps rows and guards transitions; the worker's hot path (claim, report) is batched SQL. Hibernate would read
 *       thousands of trials to write one column of each.
 *   <li>Who searches, who trains and who watches meet only here, and nothing here knows a network or a row of a dataset. What an
 *       experiment has to know of whatever trains its trials is told by {@code Trainable}, a port: which hyperparameters are legal, what
 *       is measured, how long a trial is, whether a dataset must be held. Trainables stand in a catalogue like samplers, a plan names
 *       one by its type, and a trial is handed to who claims it as a point, which becomes a network there. Rejected: a port that makes
 *       networks or packs (this module would have to carry what it does not understand); who trains together and what a step weighs as
 *       questions to it (both need the sizes of a dataset and of machines, which {@code WorkQueue} has: it answers them with the packs);
 *       trainables as beans (a stored plan is read where there is no container, and {@code search}'s catalogues need none); and the checks
 *       of values and ranges in each trainable (a trainer says what is legal as a table of {@code Tunable}s, of which one code makes
 *       checks, messages, documentation and forms). A second one, of the tests ({@code Valley}), has no dataset, other names and a
 *       metric of which less is better, and shows that nothing more is needed.
 *   <li>Who asks is an argument of each use case ({@code Subject}), and stands in the one query that reads or locks the experiment's row
 *       ({@code ExperimentRows}): what somebody does not see takes the same way as what there is not, and is not even locked. A test holds
 *       that the API calls nothing here without it. Lists walk two indexes, of one's own and of what others share, and merge as many
 *       rows as the page goes deep ({@code OwnedPages}); one condition for both reads everybody's rows to find a few. Background work
 *       asks nobody.
 *   <li>The visibility is no part of a plan, and so of nothing that results or an idempotency key depend on: it may change at any
 *       time, and a repeated submission finds its experiment whatever has been changed since. Rejected: comparing it with the first
 *       request's, which would have to be kept beside it.
 *   <li>The owner of a dataset is a part of the choice in the plan, for two people may have one of the same name: it is found at
 *       submission, by who submits, and holds from then on for trainers, removals and final evaluations, whoever sees the dataset then.
 *   <li>What a trial came to in all regards ({@code Outcome}) is worked out of what it measured and cost ({@code Scoring}), wherever it is
 *       asked for. Kept are the violation, which the ranking's index begins with, the count of weights and the seconds. Rejected: columns
 *       for the values of objectives and the excesses of constraints, which say again what the metrics of the row say, and could contradict
 *       them; the count of weights from {@code Trainable}, which does not know the sizes of a dataset ({@code WorkQueue} does).
 *   <li>A trial that breaks a constraint has COMPLETED, keeps its value, and comes after all that keep to all. For range suggestions it
 *       is a failure: ranked by its value, ranges would go where what looks best may not be taken. Rejected: FAILED (it would count
 *       against {@code maxFailedTrials}), and leaving it out (that there is nothing to be had there is what is to be learned).
 *   <li>Of several objectives the best trial is the one on the front that is best in the first, ties by the others: it is found trial by
 *       trial, and never dominated. {@code target}, {@code stagnation}, further rounds and {@code warmStart} speak of one value, and are
 *       refused beside several objectives. Rejected: reading them as of the first (who asks for several does not say that one decides).
 *   <li>The best trials of a search are trained again before the experiment has COMPLETED ({@code Confirmations}), not after: who waits for its end gets
 *       the winner that stays. The search's own value is left out of the means. It is why a trial is among them, and on the tables of
 *       {@code ConfirmationBenchmark} the means are as good without it (what is left to gain: 16.94 without, 16.89 with it, both ± 0.28); and
 *       without it what a client is shown is what a further training comes to. A repeat trains as many epochs as counted of its trial, as
 *       the final evaluation does, and its value is that of the last: the best of its curve would flatter it anew. A repeat that diverges, or
 *       breaks a constraint, leaves its trial unconfirmed behind the others, and is no failed trial. Rejected: repeats as trials (numbers,
 *       counters, range suggestions and the sampler's history would all have to leave them out), and a state CONFIRMING (whoever looks
 *       for RUNNING would have to learn it).
 *   <li>A step is what a trial is measured after. Columns and answers call it an epoch, as it is for a network, and will until another
 *       trainer is there for users: two names for one thing, and the one that clients know stays.
 *   <li>Whom a pruner stops is a function of the plan: {@code Pruning} lets a trial start once those are far enough that decide on it, and
 *       hands its terms out with the claim ({@code Judge}). Packs of such an experiment are made as they are claimed, of the trials that may
 *       start and go together ({@code Packmates}); each has a pack number of its own, in the order of the trials', along which an index is
 *       walked. Rejected: asking the database at each rung, which lets the speed of others decide, and rungs that wait for a whole round.
 *   <li>Where all trials of a round wait for one another ({@code BarrierTurn}) they are WAITING, their packs behind all others; that they
 *       wait, who passes and who ends is in their rows, each change in one transaction. Who passes trains from the beginning: the epochs
 *       that are trained twice are a few in a hundred, and nothing of a network has to be stored. Rejected: a state of its own, which every
 *       client would have to know.
 *   <li>Points that somebody chose are never stopped, and nobody is compared with them: when they came results must not depend on.
 *   <li>A trial of several networks is one to everybody here: its trainer tells means, and how far they lie apart.
 * </ul>
 */
package dev.tamis.experiment;
