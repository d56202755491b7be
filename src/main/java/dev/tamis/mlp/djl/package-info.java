/**
 * Fused training on PyTorch through DJL: the only code that imports {@code ai.djl}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Forward, backward and update of a pack are one TorchScript method, {@code pack.py}, called once a step. The gradients
 *       of an MLP are few formulas, so they are written out. This needs no autograd, hence no gradient collector, of which
 *       DJL allows one a process; it makes no Java object for intermediate arrays, so none can leak; it crosses into native
 *       code once a step; and the update of SGD and MOMENTUM becomes part of the product that forms the gradient.
 *       Rejected: autograd over NDArrays (58 % of the machine's peak where this reaches more, and the process-wide
 *       collector); the backward pass by hand with NDArray operations (no faster than autograd: a call and an object for each
 *       operation); a native extension of our own (a compiler for each platform).
 *   <li>The program ships as readable source. {@link dev.tamis.mlp.djl.TorchScriptArchive} wraps it in memory into the
 *       archive that PyTorch loads; there is no Python anywhere.
 *   <li>The source is in the dialect that archives hold, where {@code torch.add(a, b)} is the operator itself. The compiler
 *       behind it drops calls that write only through a freshly made list; see the update of ADAM.
 *   <li>Random numbers come from Java, from each trial's own seed. PyTorch's generator is one for the whole process.
 *   <li>A trial's numbers have the same bits in any pack. Most operations give that by themselves with one thread a pack; the
 *       exceptions are applied trial by trial ({@code pack.py} names them), measured before use
 *       ({@link dev.tamis.mlp.djl.WideProducts}), or ruled out by the choice of the library's kernels
 *       ({@link dev.tamis.mlp.djl.MatrixKernels}). On an AMD EPYC with AVX-512, 150 random packs hardly ever passed without the
 *       last; with it 940 of 940 did. Rejected: copies of the operands to aligned memory, which cost time and left cases over.
 *   <li>Where rows are few and the optimiser is linear, the first layer trains in dual form ({@link
 *       dev.tamis.mlp.DualForm}): by what its weights make of the rows. Measured in turn with the same steps on the weights,
 *       a trial's step takes 0.6 to 0.8 of the time for 784-100x6-10 with SGD, 0.76 with MOMENTUM, 0.63 for 784-300x2-10, 0.59 for
 *       784-50-10. Rejected: the update of all trials as one wide product (550 us for 8 trials where the batched product takes
 *       594, but gradients row by row, and measured before use); the dual form beyond as many rows as features, where it would
 *       still save a little work, but takes more memory than the weights.
 *   <li>Trials join a pack as others leave it, each at an epoch of its own, so with an order of batches of its own. While all are in the
 *       same epoch one batch serves them all; else each has its own copy of its rows, and what a trial computes is the same. A pack of 8
 *       in which all are apart trains 0.98 of the trials' epochs of one in step for 784-100x6-10 in dual form, 0.95 for 784-300x2-10 with
 *       batch norm, dropout and ADAM, 0.80 for 784-50-10, and 0.73 for 784-100x6-10 with 2,000 rows and SGD, which loses the wide first
 *       product ({@code RefilledPackBenchmark}); a pack of 8 that shrinks to 2 instead trains 0.78. Copies are
 *       cheap: 50 us for the 8 batches of 100 rows of the Gram matrix where one batch takes 10 and the update 500. A wide first layer
 *       keeps its layout: products of its columns are no slower than of matrices apart (2.1 and 2.4 ms for 8 trials forward, 2.3 and
 *       2.9 ms backward). Who joins takes the slices of who left; only a pack that changes its width is copied. Tried without gain:
 *       copying each trial's rows beside their use, while the cache has them. Rejected: orders of batches by the pack's epoch (results would
 *       depend on when a trial joins).
 *   <li>How close to the machine's SGEMM peak training can come is bounded by the library's own kernels. The matrix products of
 *       a step alone, in their sizes and on tensors that are there already, reach 70 to 78 % of the peak for 784-100x6-10 in dual
 *       form, 74 to 80 % for the weights' own (hidden products of side 100 fill 7 vector registers by 6 1/4), and 78 to 88 % for
 *       784-300x2-10, in packs of 1 to 16. Samples of a training thread tell where the time goes:
 *       <pre>
 *                                 784-100x6-10, SGD, dual    784-300x2-10, batch norm, dropout, ADAM
 *       matrix products                    69 %                        61 %
 *       the optimiser's update         in the products                 10 %
 *       element-wise operations            10 %                        10 %
 *       calls, allocation                  14 %                        12 %
 *       Java: draws, reports                2 %                         2 %
 *       </pre>
 *       ADAM's fused kernel takes 1 ns a parameter, 0.95 in the second level cache and 1.1 out of it. 784-300x2-10 stands at 54 % of
 *       the peak: for the 75 % once hoped for, all but the products and the update would have to cost nothing, which is out of
 *       reach without kernels of our own. Without any update it would be 61 %. The benchmark measures both bounds of each shape
 *       beside its share.
 *   <li>A search over layers, units, activations, optimisers, batch norm and batch sizes has as many shapes as trials: 48 trials of such a
 *       space, 2 to 4 layers of 32 to 256 units on 2,000 rows, are 47 packs ({@code PractitionersSpaceBenchmark}). There the bare products
 *       take 0.5 to 0.8 of the time from run to run on a busy machine (in one, 0.6 at 256 units, 0.4 at 64, 0.25 at 32): alone they run as
 *       near to the peak as in a pack, so that whatever packs could share, it would gain no more than the rest. The rest is calls, some 200
 *       a step of 3 layers with batch norm. They became fewer and cheaper, bit for bit the same: a step of 3 layers of 32 units with batch
 *       norm takes 0.68 of the time it took, of 160 units 0.83, of ADAM on 4 layers of 32 units 0.72, and DJL's trainer takes 1.96 and 1.98
 *       times as long as ours for the space in two runs, where it took 1.72 and 1.74. The largest
 *       part came of numbers: an operation with a number makes a tensor of it first, 2.5 us where one with a tensor of no dimensions takes
 *       0.7. Targets and scores are made for stretches of batches, running statistics are moved for all layers at once. Rejected: one call
 *       for several optimisers or activations (of 1,296 shapes 144 are left, which 48 trials share hardly more: some 41 packs); units padded to
 *       a few sizes (products grow by a fifth for narrow layers, and no two trials meet more often unless all else is shared, too). Not built:
 *       trials of one batch size side by side, as columns (rows, all their units), with element-wise operations over all of them; it would share
 *       the calls of any networks, but no product, and needs another program.
 *   <li>Tried without gain: ADAM's gradient in one block, or in blocks of twice the size (no difference: what calls save, the
 *       cache takes); views of its blocks made once an epoch instead of in each step (no difference); fewer calls for scores
 *       (none at all would save 1 %); biases added after a product instead of within; the first layer in columns that fit the
 *       second level cache; the first layer stored transposed (update faster by a tenth, product slower by as much). Memory
 *       allocation is no issue: a trial's step makes 0 to 5 page faults.
 *   <li>Gained, beside what they replace: the most probable class by two maxima, 28 us where argmax takes 158; dropout masks by
 *       comparing floats in place, 135 us where comparisons that make booleans lead to 530; batch norm backward for all trials at
 *       once, 104 us where the library's operator takes 228 trial by trial.
 *   <li>The networks of a trial that has several are members of the same run as long as they see the same rows, and folds are runs of their
 *       own, an epoch of each in turn ({@link dev.tamis.mlp.djl.PackRuns}). Rejected: folds as members of one run, which differ by a row in
 *       their sizes, and so in their steps.
 * </ul>
 */
package dev.tamis.mlp.djl;
