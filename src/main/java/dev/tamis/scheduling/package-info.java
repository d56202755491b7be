/**
 * Gets waiting trials trained: packs of them, by persistent tasks that outlive any node.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>An experiment has <i>lanes</i>, as many as its parallel trials allow packs at a time. A lane is one task of
 *       db-scheduler: it claims the next pack, trains it, and goes on until nothing waits. So the queue holds a handful of
 *       tasks however many trials there are, and parallelTrials needs no bookkeeping. Rejected: one task for each pack (a
 *       10,000-trial experiment would stand in front of everybody else, and bounding its parallelism would need a second
 *       mechanism).
 *   <li>An experiment has one place in the queue at a time, whatever its size: the first lane opens with the round, each
 *       claim opens one more unless one still waits for a thread, and a lane whose turn is over closes where another of its
 *       experiment waits already. Free threads are taken within a poll of each other; where threads are short, the first in
 *       the queue is served and goes to its end.
 *
 *       <pre>
 *       queue   A B C        two threads, three experiments; A has 1,250 lanes, C one trial
 *               C A B        A's and B's turns are over (2 s), C and A are next
 *       </pre>
 *
 *       Rejected: all lanes in the queue from the start (the small experiment behind the large one waits for 1,250 turns).
 *   <li>Who is first in the queue is counted by owners ({@code FairShares}): of one priority, whoever has the fewest threads; then whoever has
 *       waited longest. So owners get equal shares, and each owner's experiments equal parts of it. The query that looks for what is due
 *       counts it, and a task's row has its owner. Rejected: a share for each experiment (fifty experiments got fifty shares), an order by
 *       times that are moved (a time to come lets threads idle, one that is past makes ages lie), and priorities that are lowered by what
 *       an owner has (they are written when a lane is queued, and wrong by the time it is taken).
 *   <li>A higher priority is served first, and what trains with a lower one steps back after its pack. Lower ones starve
 *       meanwhile: that is what a priority is for.
 *   <li>Which trials form a pack is decided when they are drawn, by number and graph shape: at submission, and then what is claimed
 *       together never depends on timing. Of a sampler that learns, trials that are drawn together form packs, and how many are
 *       depends on which had ended; the points do not, and neither do results where fused equals alone bit for bit.
 *   <li>A claim holds points; they become networks here ({@code Packs}), where what cannot be made counts as training that broke off: a
 *       trial whose point no longer is a network fails with the reason. Rejected: making the pack as it is claimed, in that transaction, which
 *       would be rolled back and claimed again for ever.
 *   <li>Training never waits for the database: results are buffered and written a few times a second by another thread,
 *       which also learns which trials have been taken away.
 *   <li>Training is work in the background: its threads are nicer than those that answer, so that on a machine where every
 *       processor trains an answer does not wait for its turn. Rejected: a thread less that trains (a processor for a few
 *       answers a second), and Java's priorities (Linux ignores them).
 *   <li>How a trial ended is what its trainer says, and nothing else: completed (also before its last epoch), pruned or
 *       failed, with the reason. What a trainer leaves without a word, and was not told to leave, goes back to the queue like
 *       a trial whose training broke off, with that as its reason. Rejected: taking the last epoch's result for the end,
 *       which made every trainer that lets a trial go early look like one that died.
 *   <li>Trainers work on threads of their own ({@code Vigil}), and a lane's thread only waits: so it can give one up that hangs in a native
 *       call, which nothing interrupts, and all that a lane holds (its locks, its task, its heartbeat) stays in order. Signs of life are
 *       steps, some seconds of work at a time, not epochs: one of a million rows in batches of one takes hours. Silence is granted for half
 *       an hour and a hundred times what a step of that size usually takes; a hang is rare, and what is failed by mistake is lost. Rejected: a
 *       multiple of the slowest epoch seen (there is none in the first, and the first is where native code gets stuck); trying the pack's
 *       trials again, each alone (16 tries of half an hour, each of which may cost a thread); interrupting db-scheduler's threads and
 *       freeing the lane's row over their heads (its executor would have a thread less each time, and Company's locks stay taken).
 *   <li>Two fences keep a worker that was given up for dead, and wakes up, from doing harm. Its claim is void once the
 *       name is gone from the trials' rows (see {@code experiment}), so its reports change nothing; and before it claims
 *       another pack it must still hold its task: the version of the task's row goes up when the task is revived.
 *   <li>A confirmation is one task of its experiment and run, which trains a pack and goes to the end of the queue: its results are written once,
 *       a pack at a time, so that a death costs one. A try that breaks off is followed by one repeat alone, and in the fifth that repeat has
 *       failed. A pause makes another run, and what was queued for the one before finds nothing to do. Rejected: lanes for it (claims, blame
 *       and drawing are about trials; ten trainings are two packs), and one transaction at the end (all of them would be lost with a node).
 *   <li>A missing heartbeat says that a worker is dead only to a node that has itself seen the database for a while without a
 *       gap: after an outage all heartbeats are old, and nobody has died. A death is kept with each trial that was in
 *       training, as is each error that breaks training off, and leads to who is guilty:
 *       <pre>
 *       a worker died with it     it is tried again     and if that breaks off, it was
 *       never                     in its pack           perhaps it
 *       once                      in a pack of one      perhaps it: lanes beside it trained others
 *       twice in company          on a worker alone     it: a strike
 *       </pre>
 *       A trial with as many strikes as deaths are allowed is FAILED with the last one's cause, so a pack that brings its process
 *       down comes to an end, and its neighbours complete. An error is of whoever runs into it, so a pack of one is enough; but
 *       memory is everybody's. Rejected: counting each death against all that were in training (of 20 kills during 300 trials
 *       two innocent ones were FAILED), and halving packs (a pack has 8 trials or so: trying each alone takes one death, halving
 *       three).
 *   <li>Where one process has the database, nobody is there to miss its heartbeat: the next process says how it ended. What
 *       crashed has left HotSpot's report, what the kernel ended for memory has been counted by the kernel; everything else came
 *       from outside and counts for nothing, packs stay as they were, and no number of kills dooms a trial. Several nodes cannot
 *       look at each other's machines, so there a death counts whatever its cause, but only against who was alone. Rejected:
 *       a process of its own for each suspect (a second copy of PyTorch in memory, for something that hardly ever happens).
 *   <li>A node that is told to stop pauses its scheduler at once; its lanes end with their epoch and give their trials back.
 *       An epoch that takes longer than the shutdown may is given back over its head.
 *   <li>How wide packs are is decided by the node that takes the submission, from the workers that there are then: each
 *       keeps a row of {@code worker}. It changes no result. Rejected: deciding it when a pack is claimed (which trials train
 *       together would depend on timing, and on processors other than x86-64 the last digits with it).
 *   <li>Every node tells the figures of the whole database (an autoscaler can ask API nodes while there is no worker), each
 *       its own work, and nobody another node's. The workload in them is lanes, not trials: a lane is what occupies a thread.
 *       Figures that cannot be had are NaN, never 0, which would tell an autoscaler to take all workers away.
 *   <li>A time is an instant, bound as {@code OffsetDateTime} in UTC, in the library's table as in our own. Rejected:
 *       the library's own way to be independent of zones ({@code always-persist-timestamp-in-utc}), which sends the digits of UTC
 *       without an offset: H2 takes them for local time, and after a change of zone or of summer time lanes were due hours late
 *       and the dead were not missed. It is right for columns without a zone; and later versions of the library (16.9) do without
 *       it what {@code InstantColumns} does.
 *   <li>A node has two times ({@code Times}). Rows are written with what the clock on the wall says, for others and for the next
 *       process; everything that waits or measures in the process goes by a time that no clock setting touches, the library
 *       included: its threads wait until an instant, and slept for as long as the clock was put back. What was written before
 *       such a step, here or by another node, and would be due too late, is due at once ({@code WrongTimes}); heartbeats from
 *       times to come are from now. A clock that is set counts as a gap before the dead are told from the living. Rejected: one
 *       time that never goes back for everything (a machine that starts with a wrong clock would tell wrong times until its
 *       next start), and shifting rows by the step (who slept through it cannot know it).
 *   <li>That nobody trains shows in the threads wanted beside the lanes running, for whatever reason the queue stands still; and a
 *       lane that sleeps beyond the longest wait between two tries is counted apart, because nothing puts it to sleep on purpose.
 *   <li>Hooks in the code that trains are few: a trainer that counts wraps the real one, log fields are set around a claim's
 *       work. Rejected: an aspect, which hides what it does from whoever reads the code.
 *   <li>Trials join a pack in the places of those that have left it ({@code Steering}), as another pack may be claimed: not where others
 *       come first, so that turns stay what they are. Those that may start are shared among the lanes that workers have. What others wait
 *       for is reported at once, and a look for more costs a transaction: there is one where something has changed, and every 50 ms where a
 *       place is free. Rejected: a look after every epoch, of which there may be hundreds a second.
 * </ul>
 */
package dev.tamis.scheduling;
