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
 *   <li>The program ships as readable source. {@link dev.tamis.training.djl.TorchScriptArchive} wraps it in memory into the
 *       archive that PyTorch loads; there is no Python anywhere.
 *   <li>The source is in the dialect that archives hold, where {@code torch.add(a, b)} is the operator itself. The compiler
 *       behind it drops calls that write only through a freshly made list; see the update of ADAM.
 *   <li>Random numbers come from Java, from each trial's own seed. PyTorch's generator is one for the whole process.
 *   <li>A trial's numbers have the same bits in any pack. Most operations give that by themselves with one thread a pack; the
 *       exceptions are applied trial by trial ({@code pack.py} names them), or measured before use
 *       ({@link dev.tamis.training.djl.WideProducts}).
 * </ul>
 */
package dev.tamis.training.djl;
