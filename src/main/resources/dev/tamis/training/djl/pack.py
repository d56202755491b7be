# One pack of trials, forward, backward and update by hand, in the dialect that TorchScript archives hold.
#
# Shapes: T trials, B rows of a batch, F features, U hidden units, C classes, L hidden layers, S vector parameters a trial.
#
#   weights  L+1 tensors (T, in, out); the first may be "wide", (F, T*U): one product with the shared input serves all trials
#   vectors  (T, 1, S): all biases and batch norm parameters of a trial in one row,
#              without batch norm:  bias_0 .. bias_L
#              with batch norm:     gamma_0 beta_0 .. gamma_L-1 beta_L-1 bias_L     (beta takes the place of the bias)
#   first    optimiser state shaped like weights, then like vectors; empty where the optimiser has none: velocity of MOMENTUM, first moment of ADAM
#   second   the same: sum of squares of ADAGRAD, second moment of ADAM
#   running  (T, L, 2, U): running mean and variance of batch norm
#   kinds    [optimizer, activation, batchNorm], ordinals of the Java enums and 0 or 1
#   wide     [product, update]: whether a wide first layer may use one product for all trials, where that was found to be
#              bit-equal to one each; for the update also only where no trial's decay changes a bit
#   bits     (T, L, n) int32, two draws each for dropout; empty where no trial drops
#   totals   (T, 2) float64, added to: sum of the rows' losses, number of rows that were right
#
# Every number of a trial is computed from that trial's slices by operations whose result for one slice does not depend on how
# many slices there are. Where an operation lacks that property (the matrix-vector products that a lone matrix with a side of
# 1 turns into; sigmoid, whose last elements take another code path than the rest) it is applied trial by trial.
class Pack(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # One pass of one batch: rows `order[start : start + count]`, update number `step` (from 1).
  def step(self: __torch__.Pack,
    features: Tensor,
    labels: Tensor,
    order: Tensor,
    start: int,
    count: int,
    step: int,
    wide: List[bool],
    weights: List[Tensor],
    vectors: Tensor,
    first: List[Tensor],
    second: List[Tensor],
    running: Tensor,
    kinds: List[int],
    rates: Tensor,
    shrink: Tensor,
    settings: List[float],
    bits: Tensor,
    threshold: Tensor,
    kept: Tensor,
    totals: Tensor) -> None:
    rows = torch.narrow(order, 0, start, count)
    x = torch.index_select(features, 0, rows)
    y = torch.index_select(labels, 0, rows)
    optimizer = kinds[0]
    trials = torch.size(vectors, 0)
    layers = torch.sub(torch.len(weights), 1)
    norm = torch.eq(kinds[2], 1)
    drop = torch.gt(torch.numel(bits), 0)

    # Forward. inputs[k] is what layer k multiplies, active[k] its activation before dropout.
    inputs = annotate(List[Tensor], [])
    affine = annotate(List[Tensor], [])
    means = annotate(List[Tensor], [])
    deviations = annotate(List[Tensor], [])
    active = annotate(List[Tensor], [])
    masks = annotate(List[Tensor], [])
    h = torch.expand(torch.unsqueeze(x, 0), [trials, -1, -1])
    for k in range(layers):
      inputs.append(h)
      z = (self).affine(x, h, k, weights, vectors, norm, wide[0])
      if norm:
        z = torch.contiguous(z)
        normal, mean, deviation = (self).normalize(z, k, vectors, running)
        affine.append(z)
        means.append(mean)
        deviations.append(deviation)
        z = normal
      a = (self).activate(z, kinds[1])
      active.append(a)
      if drop:
        # Two draws an int: the sign and 15 bits above, then the rest.
        draws = torch.select(bits, 1, k)
        stays = torch.cat([torch.ge(draws, threshold), torch.ge(torch.bitwise_left_shift(draws, 16), threshold)], 1)
        stays = torch.narrow(stays, 1, 0, torch.mul(count, torch.size(a, 2)))
        keep = torch.view(torch.mul(stays, kept), [trials, count, -1])
        masks.append(keep)
        h = torch.mul(a, keep)
      else:
        h = a
    inputs.append(h)
    z = (self).output(h, weights, vectors, norm)
    p = torch.log_softmax(z, 1)
    (self).score(z, p, y, totals)

    # Backward. d loss / d z = (softmax - one-hot) / B; SGD and MOMENTUM are linear in the gradient, so that their learning
    # rate goes in here (rates), once, and their updates become products with no pass over a gradient of the weights.
    target = torch.zeros([1, torch.size(z, 1), count])
    target = torch.scatter(target, 1, torch.view(y, [1, 1, count]), -1.0)
    g = torch._log_softmax_backward_data(torch.mul(target, torch.div(rates, float(count))), p, 1, 6)
    g = torch.transpose(g, 1, 2)
    d = torch.empty_like(vectors)
    at = (self).offset(layers, weights, norm)
    torch.sum(g, [1], True, dtype=None, out=torch.narrow(d, 2, at, torch.size(g, 2)))
    k = layers
    while torch.gt(k, 0):
      below = (self).product(g, torch.transpose(weights[k], 1, 2))
      (self).descend(optimizer, k, g, inputs[k], weights, first, second, shrink, settings, step, wide)
      k = torch.sub(k, 1)
      if drop:
        below = torch.mul_(below, masks[k])
      units = torch.size(below, 2)
      at = (self).offset(k, weights, norm)
      a = active[k]
      # In place, but the gradient of a wide product is laid out like its result.
      g = below
      if torch.__not__(torch.is_contiguous(a)):
        g = torch.permute(torch.empty([count, trials, units]), [1, 0, 2])
      if torch.eq(kinds[1], 0):
        torch.threshold_backward(below, a, 0.0, grad_input=g)
      elif torch.eq(kinds[1], 1):
        torch.sigmoid_backward(below, a, grad_input=g)
      else:
        torch.tanh_backward(below, a, grad_input=g)
      if norm:
        gs = torch.unbind(g)
        zs = torch.unbind(affine[k])
        gammas = torch.unbind(torch.select(torch.narrow(vectors, 2, at, units), 1, 0))
        dgs = torch.unbind(torch.select(torch.narrow(d, 2, at, units), 1, 0))
        dbs = torch.unbind(torch.select(torch.narrow(d, 2, torch.add(at, units), units), 1, 0))
        ms = torch.unbind(means[k])
        ds = torch.unbind(deviations[k])
        for t in range(trials):
          gz, dgamma, dbeta = torch.native_batch_norm_backward(gs[t], zs[t], gammas[t], None, None, ms[t], ds[t], True, 1.0000000000000001e-05, [True, True, True])
          torch.copy_(gs[t], gz)
          torch.copy_(dgs[t], dgamma)
          torch.copy_(dbs[t], dbeta)
      else:
        torch.sum(g, [1], True, dtype=None, out=torch.narrow(d, 2, at, units))
    (self).descend(optimizer, 0, g, inputs[0], weights, first, second, shrink, settings, step, wide)
    if torch.eq(optimizer, 0):
      torch.sub_(vectors, d)
    else:
      last = torch.len(weights)
      one = torch.ones([1, 1])
      vs = torch.unbind(vectors)
      ds = torch.unbind(d)
      fs = (self).slices(first, last, trials)
      ss = (self).slices(second, last, trials)
      for t in range(trials):
        (self).update(optimizer, vs[t], one, ds[t], fs[t], ss[t], settings, t, False, step)
    return None

  # Adds the losses and hits of rows start .. start + count in evaluation mode: running statistics, no dropout.
  def evaluate(self: __torch__.Pack,
    features: Tensor,
    labels: Tensor,
    start: int,
    count: int,
    wide: bool,
    weights: List[Tensor],
    vectors: Tensor,
    running: Tensor,
    kinds: List[int],
    totals: Tensor) -> None:
    x = torch.narrow(features, 0, start, count)
    y = torch.narrow(labels, 0, start, count)
    layers = torch.sub(torch.len(weights), 1)
    norm = torch.eq(kinds[2], 1)
    h = torch.expand(torch.unsqueeze(x, 0), [torch.size(vectors, 0), -1, -1])
    for k in range(layers):
      z = (self).affine(x, h, k, weights, vectors, norm, wide)
      if norm:
        units = torch.size(z, 2)
        at = (self).offset(k, weights, norm)
        gamma = torch.narrow(vectors, 2, at, units)
        beta = torch.narrow(vectors, 2, torch.add(at, units), units)
        seen = torch.select(running, 1, k)
        mean = torch.narrow(seen, 1, 0, 1)
        deviation = torch.sqrt(torch.add(torch.narrow(seen, 1, 1, 1), 1.0000000000000001e-05))
        z = torch.sub(z, mean)
        z = torch.add_(torch.mul_(torch.div_(z, deviation), gamma), beta)
      h = (self).activate(z, kinds[1])
    z = (self).output(h, weights, vectors, norm)
    (self).score(z, torch.log_softmax(z, 1), y, totals)
    return None

  # z = h w + b of hidden layer k, (T, B, U). Layer 0 of a wide tensor is one product over all trials, seen through a
  # transposing view. Under batch norm there is no bias.
  def affine(self: __torch__.Pack,
    x: Tensor,
    h: Tensor,
    k: int,
    weights: List[Tensor],
    vectors: Tensor,
    norm: bool,
    wide: bool) -> Tensor:
    w = weights[k]
    trials = torch.size(vectors, 0)
    units = torch.size(h, 2)
    if torch.eq(k, 0):
      units = torch.size(weights[1], 1)
    b = torch.narrow(vectors, 2, (self).offset(k, weights, norm), units)
    flat = torch.eq(torch.dim(w), 2)
    if torch.__and__(flat, wide):
      if norm:
        z = torch.mm(x, w)
      else:
        z = torch.addmm(torch.reshape(b, [-1]), x, w)
      result = torch.permute(torch.view(z, [torch.size(x, 0), trials, units]), [1, 0, 2])
    else:
      if flat:
        w = torch.permute(torch.view(w, [torch.size(w, 0), trials, units]), [1, 0, 2])
      if norm:
        result = (self).product(h, w)
      else:
        result = (self).sum_product(b, h, w)
    return result

  # The logits with classes before rows, (T, C, B): softmax over few classes then runs along the rows.
  def output(self: __torch__.Pack,
    h: Tensor,
    weights: List[Tensor],
    vectors: Tensor,
    norm: bool) -> Tensor:
    layers = torch.sub(torch.len(weights), 1)
    w = weights[layers]
    b = torch.narrow(vectors, 2, (self).offset(layers, weights, norm), torch.size(w, 2))
    return (self).sum_product(torch.transpose(b, 1, 2), torch.transpose(w, 1, 2), torch.transpose(h, 1, 2))

  # a b for each trial.
  def product(self: __torch__.Pack,
    a: Tensor,
    b: Tensor) -> Tensor:
    if (self).thin(a, b):
      result = torch.empty([torch.size(a, 0), torch.size(a, 1), torch.size(b, 2)])
      rs = torch.unbind(result)
      xs = torch.unbind(a)
      ys = torch.unbind(b)
      for t in range(torch.len(rs)):
        torch.mm(xs[t], ys[t], out=rs[t])
    else:
      result = torch.bmm(a, b)
    return result

  # c + a b for each trial, c broadcast.
  def sum_product(self: __torch__.Pack,
    c: Tensor,
    a: Tensor,
    b: Tensor) -> Tensor:
    if (self).thin(a, b):
      result = torch.add_((self).product(a, b), c)
    else:
      result = torch.baddbmm(c, a, b)
    return result

  # Whether a product has a side of 1. One such product alone becomes a matrix-vector product, which sums in another order.
  def thin(self: __torch__.Pack,
    a: Tensor,
    b: Tensor) -> bool:
    return torch.__or__(torch.eq(torch.size(a, 1), 1), torch.__or__(torch.eq(torch.size(a, 2), 1), torch.eq(torch.size(b, 2), 1)))

  # Where the vector parameters of layer k begin: bias, or gamma followed by beta.
  def offset(self: __torch__.Pack,
    k: int,
    weights: List[Tensor],
    norm: bool) -> int:
    result = 0
    if torch.gt(k, 0):
      units = torch.size(weights[torch.sub(torch.len(weights), 1)], 1)
      result = torch.mul(k, units)
      if norm:
        result = torch.mul(result, 2)
    return result

  # Batch norm (Ioffe, Szegedy 2015): gamma (z - mean) / sqrt(variance + 1e-5) + beta over the batch, and the running
  # statistics moved by a tenth towards the batch's (variance: unbiased). One row has no variance: it leaves them alone.
  def normalize(self: __torch__.Pack,
    z: Tensor,
    k: int,
    vectors: Tensor,
    running: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    trials = torch.size(z, 0)
    units = torch.size(z, 2)
    at = torch.mul(torch.mul(2, k), units)
    normal = torch.empty_like(z)
    means = torch.empty([trials, units])
    deviations = torch.empty([trials, units])
    zs = torch.unbind(z)
    ns = torch.unbind(normal)
    ms = torch.unbind(means)
    ds = torch.unbind(deviations)
    gammas = torch.unbind(torch.select(torch.narrow(vectors, 2, at, units), 1, 0))
    betas = torch.unbind(torch.select(torch.narrow(vectors, 2, torch.add(at, units), units), 1, 0))
    for t in range(trials):
      if torch.gt(torch.size(z, 1), 1):
        torch.native_batch_norm(zs[t], gammas[t], betas[t], running[t][k][0], running[t][k][1], True, 0.10000000000000001, 1.0000000000000001e-05, out=ns[t], save_mean=ms[t], save_invstd=ds[t])
      else:
        torch.native_batch_norm(zs[t], gammas[t], betas[t], None, None, True, 0.10000000000000001, 1.0000000000000001e-05, out=ns[t], save_mean=ms[t], save_invstd=ds[t])
    return (normal, means, deviations)

  def activate(self: __torch__.Pack,
    z: Tensor,
    kind: int) -> Tensor:
    if torch.eq(kind, 0):
      a = torch.relu_(z)
    elif torch.eq(kind, 1):
      a = torch.contiguous(z)
      parts = torch.unbind(a)
      for t in range(torch.len(parts)):
        torch.sigmoid_(parts[t])
    else:
      a = torch.tanh_(z)
    return a

  # Adds to totals: minus the log-probability of each row's label, and whether it was the most probable class.
  def score(self: __torch__.Pack,
    z: Tensor,
    p: Tensor,
    y: Tensor,
    totals: Tensor) -> None:
    index = torch.expand(torch.view(y, [1, 1, -1]), [torch.size(z, 0), 1, -1])
    picked = torch.gather(p, 1, index)
    torch.sub_(torch.select(totals, 1, 0), torch.sum(picked, [1, 2], False, dtype=7))
    right = torch.eq(torch.argmax(z, 1), torch.unsqueeze(y, 0))
    torch.add_(torch.select(totals, 1, 1), torch.sum(right, [1], False, dtype=7))
    return None

  # Updates layer k of all trials, given the gradient g of its output and its input.
  def descend(self: __torch__.Pack,
    optimizer: int,
    k: int,
    g: Tensor,
    input: Tensor,
    weights: List[Tensor],
    first: List[Tensor],
    second: List[Tensor],
    shrink: Tensor,
    settings: List[float],
    step: int,
    wide: List[bool]) -> None:
    trials = torch.size(g, 0)
    back = torch.transpose(input, 1, 2)
    if torch.eq(optimizer, 0):
      (self).descend_plainly(k, weights[k], back, g, shrink, wide)
    else:
      gs = torch.unbind(g)
      hs = torch.unbind(back)
      ws = (self).slices(weights, k, trials)
      fs = (self).slices(first, k, trials)
      ss = (self).slices(second, k, trials)
      for t in range(trials):
        (self).update(optimizer, ws[t], hs[t], gs[t], fs[t], ss[t], settings, t, True, step)
    return None

  # SGD, g times the learning rate already: w = (1 - lr decay) w - h g, for all trials at once. A trial whose factor is 1 is
  # multiplied by 1, or not at all where that holds for its whole pack: no bit differs.
  def descend_plainly(self: __torch__.Pack,
    k: int,
    w: Tensor,
    h: Tensor,
    g: Tensor,
    shrink: Tensor,
    wide: List[bool]) -> None:
    trials = torch.size(g, 0)
    flat = torch.eq(torch.dim(w), 2)
    each = w
    if flat:
      each = torch.permute(torch.view(w, [torch.size(w, 0), trials, -1]), [1, 0, 2])
    if wide[2]:
      torch.mul_(each, shrink)
    if torch.__and__(flat, wide[1]):
      side = torch.reshape(torch.permute(g, [1, 0, 2]), [torch.size(g, 1), -1])
      torch.addmm_(w, h[0], side, beta=1., alpha=-1.)
    elif torch.__or__(torch.eq(k, 0), (self).thin(h, g)):
      # Trial by trial: the input that all share would be copied for each.
      ws = torch.unbind(each)
      hs = torch.unbind(h)
      gs = torch.unbind(g)
      for t in range(trials):
        torch.addmm_(ws[t], hs[t], gs[t], beta=1., alpha=-1.)
    else:
      torch.baddbmm_(w, h, g, beta=1., alpha=-1.)
    return None

  # One trial's share of tensor k, for each trial; an empty tensor where an optimiser keeps no such state.
  def slices(self: __torch__.Pack,
    tensors: List[Tensor],
    k: int,
    trials: int) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    if torch.eq(torch.len(tensors), 0):
      none = torch.empty([0])
      for t in range(trials):
        result.append(none)
    else:
      w = tensors[k]
      if torch.eq(torch.dim(w), 2):
        result = torch.unbind(torch.view(w, [torch.size(w, 0), trials, -1]), 1)
      else:
        result = torch.unbind(w)
    return result

  # One update of one trial's matrix w (in, out), whose gradient is h g + decay w with h (in, B) and g (B, out), by an optimiser
  # that keeps a state. SGD keeps none: descend_plainly.
  # settings holds six numbers a trial: learning rate, weight decay, momentum, beta1, beta2, epsilon.
  def update(self: __torch__.Pack,
    optimizer: int,
    w: Tensor,
    h: Tensor,
    g: Tensor,
    first: Tensor,
    second: Tensor,
    settings: List[float],
    trial: int,
    decays: bool,
    step: int) -> None:
    at = torch.mul(trial, 6)
    rate = settings[at]
    decay = 0.
    if decays:
      decay = settings[torch.add(at, 1)]
    if torch.eq(optimizer, 1):
      # MOMENTUM (Polyak 1964), g times the learning rate already: v = momentum v - h g - lr decay w; w = w + v
      torch.addmm_(first, h, g, beta=settings[torch.add(at, 2)], alpha=-1.)
      if torch.ne(decay, 0.):
        torch.sub_(first, torch.mul(w, torch.mul(rate, decay)))
      torch.add_(w, first)
    else:
      d = torch.addmm(w, h, g, beta=decay, alpha=1.)
      epsilon = settings[torch.add(at, 5)]
      updated = [w]
      if torch.eq(optimizer, 2):
        # ADAGRAD (Duchi, Hazan, Singer 2011): s = s + d d; w = w - lr d / (sqrt(s) + epsilon)
        torch._fused_adagrad_(updated, [d], [second], [torch.full([], 1., dtype=6)], lr=rate, lr_decay=0., weight_decay=0., eps=epsilon, maximize=False)
      else:
        # ADAM (Kingma, Ba 2015): m = b1 m + (1 - b1) d; s = b2 s + (1 - b2) d d;
        # w = w - lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(s) + epsilon).
        # The fused kernel adds its epsilon to sqrt(s / (1 - b2^t)), hence the division.
        beta2 = settings[torch.add(at, 4)]
        steps = torch.full([], float(step), dtype=6)
        corrected = torch.div(epsilon, torch.sqrt(torch.sub(1., torch.pow(beta2, float(step)))))
        torch._fused_adam_(updated, [d], [first], [second], annotate(List[Tensor], []), [steps], lr=rate, beta1=settings[torch.add(at, 3)], beta2=beta2, weight_decay=0., eps=corrected, amsgrad=False, maximize=False)
      # The compiler takes an update of a list for dead code unless the list is looked at afterwards, where it matters.
      if torch.ne(torch.len(updated), 1):
        ops.prim.RaiseException("a list of one tensor has lost it")
    return None

  # Copies one trial's values into its slice of a tensor.
  def write(self: __torch__.Pack,
    tensor: Tensor,
    trials: int,
    trial: int,
    values: Tensor) -> None:
    part = (self).slices([tensor], 0, trials)[trial]
    torch.copy_(part, torch.view_as(values, part))
    return None

  # Copies values into the rows of a tensor from the given one on.
  def fill(self: __torch__.Pack,
    tensor: Tensor,
    start: int,
    values: Tensor) -> None:
    torch.copy_(torch.narrow(tensor, 0, start, torch.size(values, 0)), values)
    return None

  # The tensors with the slices of the given trials alone.
  def keep(self: __torch__.Pack,
    tensors: List[Tensor],
    trials: int,
    remaining: Tensor) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    for k in range(torch.len(tensors)):
      w = tensors[k]
      if torch.eq(torch.dim(w), 2):
        parts = torch.view(w, [torch.size(w, 0), trials, -1])
        result.append(torch.reshape(torch.index_select(parts, 1, remaining), [torch.size(w, 0), -1]))
      else:
        result.append(torch.index_select(w, 0, remaining))
    return result

  # Whether a wide product (rows, inner) x (inner, trials*units) has in each trial's columns the bits of the trial's own product.
  def same_product(self: __torch__.Pack,
    trials: int,
    rows: int,
    inner: int,
    units: int) -> bool:
    x = (self).waves(rows, inner)
    w = (self).waves(inner, torch.mul(trials, units))
    b = (self).waves(1, torch.mul(trials, units))
    z = torch.unbind(torch.view(torch.addmm(b, x, w), [rows, trials, units]), 1)
    ws = torch.unbind(torch.view(w, [inner, trials, units]), 1)
    bs = torch.unbind(torch.view(b, [1, trials, units]), 1)
    same = True
    for t in range(trials):
      alone = torch.baddbmm(torch.unsqueeze(bs[t], 0), torch.unsqueeze(x, 0), torch.unsqueeze(torch.contiguous(ws[t]), 0))
      if torch.__not__(torch.equal(z[t], alone[0])):
        same = False
    return same

  # The same question for the update w - x' g of a wide w (inner, trials*units).
  def same_update(self: __torch__.Pack,
    trials: int,
    rows: int,
    inner: int,
    units: int) -> bool:
    x = torch.t((self).waves(rows, inner))
    g = (self).waves(rows, torch.mul(trials, units))
    w = (self).waves(inner, torch.mul(trials, units))
    ws = torch.unbind(torch.clone(torch.view(w, [inner, trials, units])), 1)
    torch.addmm_(w, x, g, beta=1., alpha=-1.)
    changed = torch.unbind(torch.view(w, [inner, trials, units]), 1)
    gs = torch.unbind(torch.view(g, [rows, trials, units]), 1)
    same = True
    for t in range(trials):
      alone = torch.addmm(torch.contiguous(ws[t]), x, torch.contiguous(gs[t]), beta=1., alpha=-1.)
      if torch.__not__(torch.equal(changed[t], alone)):
        same = False
    return same

  # Numbers in [-1, 1] with all bits in use.
  def waves(self: __torch__.Pack,
    rows: int,
    columns: int) -> Tensor:
    return torch.view(torch.sin(torch.arange(torch.mul(rows, columns), dtype=6)), [rows, columns])

  # The points that an optimiser visits on a quadratic with the gradient slopes * w, from w (1, 2) on: [(steps + 1, 2)].
  def follow(self: __torch__.Pack,
    optimizer: int,
    w: Tensor,
    slopes: Tensor,
    settings: List[float],
    steps: int) -> List[Tensor]:
    w = torch.clone(w)
    one = torch.ones([1, 1])
    first = torch.zeros_like(w)
    second = torch.zeros_like(w)
    points = [torch.clone(w)]
    for i in range(steps):
      g = torch.mul(slopes, w)
      if torch.lt(optimizer, 2):
        g = torch.mul(g, settings[0])
      if torch.eq(optimizer, 0):
        (self).descend_plainly(0, torch.unsqueeze(w, 0), torch.unsqueeze(one, 0), torch.unsqueeze(g, 0), one, [False, False, False])
      else:
        (self).update(optimizer, w, one, g, first, second, settings, 0, False, torch.add(i, 1))
      points.append(torch.clone(w))
    return [torch.cat(points, 0)]

  # The activations of each layer: h = activation(h w).
  def propagate(self: __torch__.Pack,
    h: Tensor,
    weights: List[Tensor],
    kind: int) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    for k in range(torch.len(weights)):
      h = (self).activate(torch.mm(h, weights[k]), kind)
      result.append(h)
    return result
