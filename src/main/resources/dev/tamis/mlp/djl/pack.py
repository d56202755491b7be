# One pack of trials, forward, backward and update by hand, in the dialect that TorchScript archives hold.
#
# Shapes: T trials, B rows of a batch, F features, U hidden units, C classes, L hidden layers, S vector parameters a trial.
#
#   weights  L+1 tensors (T, in, out); the first may be "wide", (F, T*U): one product with the shared input serves all trials
#            In dual form (Java: DualForm) the first holds no weights W0 but what they make of every row, X W0 (T, N + V, U), the N
#            rows of training first, then the V of validation. A gradient of W0 is X_batch' g, so a step moves X W0 by X X_batch' g: the
#            update is the same with the Gram matrix X X' for features, and the forward product is a choice of rows.
#   vectors  (T, 1, S): all biases and batch norm parameters of a trial in one row,
#              without batch norm:  bias_0 .. bias_L
#              with batch norm:     gamma_0 beta_0 .. gamma_L-1 beta_L-1 bias_L     (beta takes the place of the bias)
#   first    what the optimiser remembers, shaped like weights, then like vectors; empty where it remembers nothing
#   second   the same
#   running  (T, L, 2, U): running mean and variance of batch norm
#   kinds    [optimizer, activation, batch norm, dual form]: numbers that Java gives to what there is (Java: Program), and 0 or 1. An
#            optimiser is 0 where all trials are updated at once, above 0 where it updates matrices, below 0 where blocks of them
#   wide     [product, update] of a full batch, then of a last, smaller one: whether a wide first layer may use one product for
#              all trials, where that was found to be bit-equal to one each
#   bits     (steps, T, L, n) int32, two draws each for dropout; empty where no trial drops
#   totals   added to: sum of the rows' losses, number of rows that were right; (steps, T, 2) float64 in training, (T, 2) in evaluation
#   settings what the optimiser reads, as many numbers a trial as it needs: learning rate, weight decay, its own coefficients
#   shrink   (T, 1, 1): what SGD multiplies each trial's weights by, those at the places `decaying` by something else than 1
#   before   how many updates each trial has behind it
#   order    (G * N): in which order an epoch visits the N rows of training; G = 1 where all trials are in the same epoch, else T, one order
#            after the other. What is made of it follows: a batch x is (G, B, F), its labels (G, B)
#
# They come in groups:
#
#   net      (weights, vectors, first, second, running)
#   pace     (rates, shrink, settings, decaying, before); rates (T, 1, 1) scale the gradient of the loss
#   drops    (bits, threshold, kept)
#
# Views of the parameters that all steps share are made once a call, since each costs about as much as a small product; they are
# handed on as views = (parts, each, turned, d, slopes, stats) and shares = (own, own_first, own_second):
#
#   d        (T, 1, S), room for the gradient of vectors
#   parts    the vectors as in their order above, L+1 or 2L+1 tensors (T, 1, U); slopes: the same of their gradient
#   each     the weights as (T, in, out); turned: as (T, out, in)
#   stats    under batch norm, what a batch leaves for the running statistics: of all layers [running means, their variances, means of
#            the batch, sums of its squares], (T, L, U), then layer by layer in turn the last two, 2L tensors (T, 1, U)
#   own      one trial's weights each, layer by layer and in it trial by trial; then one trial's vectors each. Optimisers' states
#              alike: own_first, own_second
#
# Every number of a trial is computed from that trial's slices by operations whose result for one slice does not depend on how
# many slices there are. Where an operation lacks that property (products with few rows or columns, see thin; sigmoid, whose last
# elements take another code path than the rest) it is applied trial by trial.
#
# Java puts what optimisers and activations do in place of the lines that begin with #:
class Pack(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # Trains on the batches of rows `order[start : start + count]`, `batch` rows each and the last as many as remain. data is (features,
  # labels, order), span [start, count, batch]. In dual form features are the Gram matrix (N, N + V).
  def train(self: __torch__.Pack,
    kinds: List[int],
    data: Tuple[Tensor, Tensor, Tensor],
    span: List[int],
    wide: List[bool],
    net: Tuple[List[Tensor], Tensor, List[Tensor], List[Tensor], Tensor],
    pace: Tuple[Tensor, Tensor, List[float], List[int], List[int]],
    drops: Tuple[Tensor, Tensor, Tensor],
    totals: Tensor) -> None:
    features, labels, order, = data
    weights, vectors, first, second, running, = net
    bits, threshold, kept, = drops
    rates, shrink, settings, decaying, before, = pace
    start = span[0]
    rows = span[1]
    batch = span[2]
    trials = torch.size(vectors, 0)
    d = torch.empty_like(vectors)
    parts = (self).parts(vectors, weights, kinds)
    slopes = (self).parts(d, weights, kinds)
    each = (self).each(weights, trials)
    turned = annotate(List[Tensor], [])
    for k in range(torch.len(each)):
      turned.append(torch.transpose(each[k], 1, 2))
    views = (parts, each, turned, d, slopes, (self).stats(running, kinds))
    own = annotate(List[Tensor], [])
    own_first = annotate(List[Tensor], [])
    own_second = annotate(List[Tensor], [])
    if torch.ne(kinds[0], 0):
      own = (self).slices(each, torch.len(weights), vectors)
      own_first = (self).slices(first, torch.len(weights), vectors)
      own_second = (self).slices(second, torch.len(weights), vectors)
    shares = (own, own_first, own_second)
    drop = torch.gt(torch.numel(bits), 0)
    draws = annotate(List[Tensor], [])
    if drop:
      draws = torch.unbind(bits)
    orders = torch.narrow(torch.view(order, [-1, torch.size(labels, 0)]), 1, start, rows)
    groups = torch.size(orders, 0)
    classes = torch.size(parts[torch.sub(torch.len(parts), 1)], 2)
    # Targets and scores are made for stretches of batches of one size: each costs a dozen calls, which a narrow pack feels.
    longest = ops.prim.max(1, torch.floordiv(65536, torch.mul(torch.mul(trials, classes), batch)))
    steps = torch.size(totals, 0)
    whole = torch.floordiv(rows, batch)
    begun = 0
    while torch.lt(begun, steps):
      count = batch
      stretch = ops.prim.min(longest, torch.sub(whole, begun))
      if torch.eq(begun, whole):
        count = torch.sub(rows, torch.mul(whole, batch))
        stretch = 1
      tail = torch.mul(2, int(torch.ne(count, batch)))
      may = [wide[tail], wide[torch.add(tail, 1)]]
      places = torch.narrow(orders, 1, torch.mul(begun, batch), torch.mul(stretch, count))
      y = torch.view(torch.index_select(labels, 0, torch.reshape(places, [-1])), [groups, stretch, count])
      y = torch.unsqueeze(torch.transpose(y, 0, 1), 2)
      numbers = (self).numbers(count, kinds)
      grads = torch.unbind((self).grads(y, classes, rates, trials))
      zs = annotate(List[Tensor], [])
      ps = annotate(List[Tensor], [])
      for s in range(stretch):
        at = torch.narrow(places, 1, torch.mul(s, count), count)
        x = torch.view(torch.index_select(features, 0, torch.reshape(at, [-1])), [groups, count, -1])
        responses = annotate(List[Tensor], [])
        if torch.eq(kinds[3], 1):
          responses.append((self).chosen(weights[0], at))
        masks = annotate(List[Tensor], [])
        step = torch.add(begun, s)
        if drop:
          masks = (self).masks(draws[step], threshold, kept, count, torch.size(each[0], 2))
        z, p = (self).step(kinds, (x, grads[s], responses, masks, numbers), torch.add(step, 1), may, net, views, shares, pace)
        zs.append(z)
        ps.append(p)
      (self).score(torch.stack(zs), torch.stack(ps), y, torch.narrow(totals, 0, begun, stretch))
      begun = torch.add(begun, stretch)
    return None

  # The gradients of the loss by p, of batches with the labels y (S, G, 1, B): minus the one-hot rates / B, (S, T, C, B). Where the
  # optimiser is linear in the gradient, its learning rate goes in here, once, and an update can become a product with no pass over a
  # gradient of the weights.
  def grads(self: __torch__.Pack,
    y: Tensor,
    classes: int,
    rates: Tensor,
    trials: int) -> Tensor:
    count = torch.size(y, 3)
    target = torch.zeros([torch.size(y, 0), torch.size(y, 1), classes, count])
    target = torch.scatter_(target, 2, y, -1.0)
    return torch.mul(target, torch.div(rates, float(count)))

  # Each trial's responses to the rows at the places (G, B), from those to all rows: (T, B, U).
  def chosen(self: __torch__.Pack,
    responses: Tensor,
    places: Tensor) -> Tensor:
    trials = torch.size(responses, 0)
    if torch.eq(torch.size(places, 0), 1):
      result = torch.index_select(responses, 1, places[0])
    else:
      rows = torch.size(responses, 1)
      firsts = torch.mul(torch.reshape(torch.arange(trials, dtype=4), [-1, 1]), rows)
      flat = torch.reshape(torch.add(places, firsts), [-1])
      all = torch.view(responses, [torch.mul(trials, rows), -1])
      result = torch.view(torch.index_select(all, 0, flat), [trials, torch.size(places, 1), -1])
    return result

  # The factors of each hidden layer's activations, (T, B, U): 0, or what makes up for the dropped ones. Two draws an int: the
  # sign and 15 bits above, then the rest. Compared as floats and in place, which takes a quarter of the time of comparisons
  # that make booleans; the lower draw, far below a float's precision, may stay behind the upper one.
  def masks(self: __torch__.Pack,
    bits: Tensor,
    threshold: Tensor,
    kept: Tensor,
    count: int,
    units: int) -> List[Tensor]:
    n = torch.size(bits, 2)
    factors = torch.empty([torch.size(bits, 0), torch.size(bits, 1), torch.mul(2, n)])
    torch.copy_(torch.narrow(factors, 2, 0, n), bits)
    torch.copy_(torch.narrow(factors, 2, n, n), torch.bitwise_left_shift(bits, 16))
    torch.mul_(torch.ge_(factors, threshold), kept)
    result = annotate(List[Tensor], [])
    layers = torch.unbind(factors, 1)
    for k in range(torch.len(layers)):
      own = torch.narrow(layers[k], 1, 0, torch.mul(count, units))
      result.append(torch.view(own, [torch.size(factors, 0), count, units]))
    return result

  # What batch norm multiplies, adds and divides by, [B, 1e-5, 0.9], as tensors made once: a number would be made one in each call, which
  # takes three times as long as the operation.
  def numbers(self: __torch__.Pack,
    rows: int,
    kinds: List[int]) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    if torch.eq(kinds[2], 1):
      result = [torch.full([], float(rows), dtype=6), torch.full([], 1.0000000000000001e-05, dtype=6), torch.full([], 0.90000000000000002, dtype=6)]
    return result

  # One update from one batch = (x, grad, responses, masks, numbers). grad: that of the loss by the logarithms of probabilities;
  # responses: in dual form the batch's own [(T, B, U)], which are used up. may: [product, update] of wide, of this batch. step: of this
  # call, from 1. Answers logits and logarithms of probabilities, (T, C, B).
  def step(self: __torch__.Pack,
    kinds: List[int],
    batch: Tuple[Tensor, Tensor, List[Tensor], List[Tensor], List[Tensor]],
    step: int,
    may: List[bool],
    net: Tuple[List[Tensor], Tensor, List[Tensor], List[Tensor], Tensor],
    views: Tuple[List[Tensor], List[Tensor], List[Tensor], Tensor, List[Tensor], List[Tensor]],
    shares: Tuple[List[Tensor], List[Tensor], List[Tensor]],
    pace: Tuple[Tensor, Tensor, List[float], List[int], List[int]]) -> Tuple[Tensor, Tensor]:
    x, grad, responses, masks, numbers, = batch
    weights, vectors, first, second, running, = net
    parts, each, turned, d, slopes, stats, = views
    own, own_first, own_second, = shares
    rates, shrink, settings, decaying, before, = pace
    optimizer = kinds[0]
    count = torch.size(x, 1)
    trials = torch.size(vectors, 0)
    layers = torch.sub(torch.len(weights), 1)
    norm = torch.eq(kinds[2], 1)
    drop = torch.gt(torch.len(masks), 0)

    # Forward. inputs[k] is what layer k multiplies, active[k] its activation before dropout.
    inputs = annotate(List[Tensor], [])
    centered = annotate(List[Tensor], [])
    deviations = annotate(List[Tensor], [])
    scales = annotate(List[Tensor], [])
    active = annotate(List[Tensor], [])
    h = torch.expand(x, [trials, -1, -1])
    for k in range(layers):
      inputs.append(h)
      if torch.lt(k, torch.len(responses)):
        z = responses[0]
        if torch.__not__(norm):
          z = torch.add_(z, parts[0])
      else:
        z = (self).affine(h, k, weights[k], each[k], parts, norm, may[0])
      if norm:
        z, around, deviation, scale = (self).normalize(z, k, parts, stats, numbers)
        centered.append(around)
        deviations.append(deviation)
        scales.append(scale)
      a = (self).activate(z, kinds[1])
      active.append(a)
      if drop:
        h = torch.mul(a, masks[k])
      else:
        h = a
    if torch.__and__(norm, torch.gt(count, 1)):
      (self).remember(running, stats, numbers, count)
    inputs.append(h)
    z = (self).output(h, turned[layers], parts)
    p = torch.log_softmax(z, 1)

    # Backward. d loss / d z = (softmax - one-hot) / B, times the rates.
    g = torch._log_softmax_backward_data(grad, p, 1, 6)
    g = torch.transpose(g, 1, 2)
    torch.sum(g, [1], True, dtype=None, out=slopes[torch.sub(torch.len(slopes), 1)])
    k = layers
    while torch.gt(k, 0):
      below = (self).product(g, turned[k])
      (self).descend(optimizer, k, g, inputs[k], weights[k], each[k], shares, pace, step, False)
      k = torch.sub(k, 1)
      if drop:
        below = torch.mul_(below, masks[k])
      a = active[k]
      # In place, but the gradient of a wide product is laid out like its result.
      g = below
      if torch.__not__(torch.is_contiguous(a)):
        g = torch.permute(torch.empty([count, trials, torch.size(below, 2)]), [1, 0, 2])
      #: kinds[1] backward
      if norm:
        g = (self).normalize_backward(g, k, centered[k], deviations[k], scales[k], slopes, numbers)
      else:
        torch.sum(g, [1], True, dtype=None, out=slopes[k])
    (self).descend(optimizer, 0, g, inputs[0], weights[0], each[0], shares, pace, step, may[1])
    if torch.eq(optimizer, 0):
      torch.sub_(vectors, d)
    else:
      at = torch.mul(torch.add(layers, 1), trials)
      each_takes = torch.floordiv(torch.len(settings), trials)
      one = torch.ones([1, 1])
      ds = torch.unbind(d)
      for t in range(trials):
        i = torch.add(at, t)
        (self).update(optimizer, own[i], one, ds[t], own_first[i], own_second[i], settings, torch.mul(t, each_takes), False, torch.add(before[t], step))
    return (z, p)

  # Adds the losses and hits of the rows span = [start, count, above] of data = (features, labels) in evaluation mode: running
  # statistics, no dropout. In dual form `above` is the number of rows that precede these rows' first in the responses.
  def evaluate(self: __torch__.Pack,
    kinds: List[int],
    data: Tuple[Tensor, Tensor],
    span: List[int],
    wide: bool,
    net: Tuple[List[Tensor], Tensor, List[Tensor], List[Tensor], Tensor],
    totals: Tensor) -> None:
    features, labels, = data
    weights, vectors, first, second, running, = net
    start = span[0]
    count = span[1]
    above = span[2]
    x = torch.narrow(features, 0, start, count)
    y = torch.view(torch.narrow(labels, 0, start, count), [1, 1, 1, -1])
    trials = torch.size(vectors, 0)
    layers = torch.sub(torch.len(weights), 1)
    norm = torch.eq(kinds[2], 1)
    parts = (self).parts(vectors, weights, kinds)
    each = (self).each(weights, trials)
    h = torch.expand(torch.unsqueeze(x, 0), [trials, -1, -1])
    for k in range(layers):
      if torch.__and__(torch.eq(kinds[3], 1), torch.eq(k, 0)):
        z = torch.narrow(weights[0], 1, torch.add(above, start), count)
        if torch.__not__(norm):
          z = torch.add(z, parts[0])
      else:
        z = (self).affine(h, k, weights[k], each[k], parts, norm, wide)
      if norm:
        seen = torch.select(running, 1, k)
        mean = torch.narrow(seen, 1, 0, 1)
        deviation = torch.sqrt(torch.add(torch.narrow(seen, 1, 1, 1), 1.0000000000000001e-05))
        scale = torch.div(parts[torch.mul(2, k)], deviation)
        shift = torch.sub(parts[torch.add(torch.mul(2, k), 1)], torch.mul(mean, scale))
        z = torch.addcmul(shift, z, scale)
      h = (self).activate(z, kinds[1])
    z = (self).output(h, torch.transpose(each[layers], 1, 2), parts)
    z = torch.unsqueeze(z, 0)
    (self).score(z, torch.log_softmax(z, 2), y, torch.unsqueeze(totals, 0))
    return None

  # z = h w + b of hidden layer k, (T, B, U). Layer 0 of a wide tensor is one product over all trials, seen through a
  # transposing view. Under batch norm there is no bias.
  def affine(self: __torch__.Pack,
    h: Tensor,
    k: int,
    w: Tensor,
    each: Tensor,
    parts: List[Tensor],
    norm: bool,
    wide: bool) -> Tensor:
    if torch.__and__(torch.eq(torch.dim(w), 2), wide):
      if norm:
        z = torch.mm(h[0], w)
      else:
        z = torch.addmm(torch.reshape(parts[0], [-1]), h[0], w)
      result = torch.permute(torch.view(z, [torch.size(h, 1), torch.size(each, 0), -1]), [1, 0, 2])
    elif norm:
      result = (self).product(h, each)
    else:
      result = (self).sum_product(parts[k], h, each)
    return result

  # The logits with classes before rows, (T, C, B): softmax over few classes then runs along the rows.
  def output(self: __torch__.Pack,
    h: Tensor,
    turned: Tensor,
    parts: List[Tensor]) -> Tensor:
    b = parts[torch.sub(torch.len(parts), 1)]
    return (self).sum_product(torch.transpose(b, 1, 2), turned, torch.transpose(h, 1, 2))

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

  # Whether a product is computed trial by trial, because the library computes a batch of such products in another way than a
  # single one: one with a side of 1 alone becomes a matrix-vector product, which sums in another order; results of few rows or
  # columns meet other kernels in a batch (seen with MKL on AMD's processors, below 4 rows and below 12 columns).
  def thin(self: __torch__.Pack,
    a: Tensor,
    b: Tensor) -> bool:
    return torch.__or__(torch.lt(torch.size(a, 1), 4), torch.__or__(torch.eq(torch.size(a, 2), 1), torch.lt(torch.size(b, 2), 12)))

  # The vector parameters, or their gradient, one by one.
  def parts(self: __torch__.Pack,
    vectors: Tensor,
    weights: List[Tensor],
    kinds: List[int]) -> List[Tensor]:
    layers = torch.sub(torch.len(weights), 1)
    classes = torch.size(weights[layers], 2)
    widths = annotate(List[int], [])
    for k in range(layers):
      units = torch.size(weights[layers], 1)
      widths.append(units)
      if torch.eq(kinds[2], 1):
        widths.append(units)
    widths.append(classes)
    return torch.split_with_sizes(vectors, widths, 2)

  # Room for what normalize leaves and remember takes: stats.
  def stats(self: __torch__.Pack,
    running: Tensor,
    kinds: List[int]) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    if torch.eq(kinds[2], 1):
      batch = torch.empty_like(running)
      result = [torch.select(running, 2, 0), torch.select(running, 2, 1), torch.select(batch, 2, 0), torch.select(batch, 2, 1)]
      for k in range(torch.size(running, 1)):
        layer = torch.select(batch, 1, k)
        result.append(torch.narrow(layer, 1, 0, 1))
        result.append(torch.narrow(layer, 1, 1, 1))
    return result

  # The weights as (T, in, out) each.
  def each(self: __torch__.Pack,
    weights: List[Tensor],
    trials: int) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    for k in range(torch.len(weights)):
      w = weights[k]
      if torch.eq(torch.dim(w), 2):
        w = torch.permute(torch.view(w, [torch.size(w, 0), trials, -1]), [1, 0, 2])
      result.append(w)
    return result

  # Batch norm (Ioffe, Szegedy 2015): gamma (z - mean) / sqrt(variance + 1e-5) + beta over the batch. Written out, since the library's
  # own operator knows one trial at a time. Leaves mean and sum of squares in stats. Answers also z - mean, which takes the place of z, the
  # standard deviations' inverses and gamma times these, (T, 1, U).
  def normalize(self: __torch__.Pack,
    z: Tensor,
    k: int,
    parts: List[Tensor],
    stats: List[Tensor],
    numbers: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
    z = torch.contiguous(z)
    mean = stats[torch.add(torch.mul(2, k), 4)]
    sums = stats[torch.add(torch.mul(2, k), 5)]
    torch.sum(z, [1], True, dtype=None, out=mean)
    torch.div_(mean, numbers[0])
    centered = torch.sub_(z, mean)
    squares = torch.mul(centered, centered)
    torch.sum(squares, [1], True, dtype=None, out=sums)
    inverse = torch.rsqrt_(torch.add_(torch.div(sums, numbers[0]), numbers[1]))
    scale = torch.mul(parts[torch.mul(2, k)], inverse)
    normal = torch.addcmul(parts[torch.add(torch.mul(2, k), 1)], centered, scale, value=1, out=squares)
    return (normal, centered, inverse, scale)

  # Moves running statistics by a tenth towards a batch's (variance: unbiased), of all layers at once. One row has no variance: it leaves
  # them alone.
  def remember(self: __torch__.Pack,
    running: Tensor,
    stats: List[Tensor],
    numbers: List[Tensor],
    rows: int) -> None:
    torch.mul_(running, numbers[2])
    torch.add_(stats[0], stats[2], alpha=0.10000000000000001)
    torch.add_(stats[1], stats[3], alpha=torch.div(0.10000000000000001, float(torch.sub(rows, 1))))
    return None

  # Turns g, the gradient of a batch norm's output, into that of its input, and leaves those of gamma and beta in slopes.
  # With n = centered * inverse and scale = gamma inverse: scale (g - mean(g) - n mean(g n)).
  def normalize_backward(self: __torch__.Pack,
    g: Tensor,
    k: int,
    centered: Tensor,
    inverse: Tensor,
    scale: Tensor,
    slopes: List[Tensor],
    numbers: List[Tensor]) -> Tensor:
    dgamma = slopes[torch.mul(2, k)]
    dbeta = slopes[torch.add(torch.mul(2, k), 1)]
    torch.sum(g, [1], True, dtype=None, out=dbeta)
    product = torch.mul(g, centered)
    torch.mul_(torch.sum(product, [1], True, dtype=None, out=dgamma), inverse)
    slant = torch.mul(torch.mul(scale, inverse), torch.div(dgamma, numbers[0]))
    offset = torch.mul(scale, torch.div(dbeta, numbers[0]))
    torch.sub_(torch.mul_(g, scale), offset)
    return torch.sub_(g, torch.mul_(centered, slant))

  def activate(self: __torch__.Pack,
    z: Tensor,
    kind: int) -> Tensor:
    #: kind forward
    return a

  # Adds to totals (S, T, 2): minus the log-probability of each row's label y (S, G, 1, B), and whether it was the most probable class;
  # of logits z and logarithms of probabilities p, (S, T, C, B).
  def score(self: __torch__.Pack,
    z: Tensor,
    p: Tensor,
    y: Tensor,
    totals: Tensor) -> None:
    index = torch.expand(y, [-1, torch.size(z, 1), -1, -1])
    picked = torch.gather(p, 2, index)
    torch.sub_(torch.select(totals, 2, 0), torch.sum(picked, [2, 3], False, dtype=7))
    # The first of the most probable classes counts, as in argmax, which is slow over classes before rows.
    classes = torch.size(z, 2)
    late = torch.reshape(torch.arange(classes, 0, -1, dtype=6), [1, 1, -1, 1])
    best = torch.ge(z, torch.amax(z, [2], True))
    first = torch.amax(torch.mul(best, late), [2], True)
    right = torch.eq(first, torch.sub(classes, y))
    torch.add_(torch.select(totals, 2, 1), torch.sum(right, [2, 3], False, dtype=7))
    return None

  # Updates layer k of all trials, given the gradient g of its output and its input.
  def descend(self: __torch__.Pack,
    optimizer: int,
    k: int,
    g: Tensor,
    input: Tensor,
    w: Tensor,
    each: Tensor,
    shares: Tuple[List[Tensor], List[Tensor], List[Tensor]],
    pace: Tuple[Tensor, Tensor, List[float], List[int], List[int]],
    step: int,
    wide: bool) -> None:
    own, own_first, own_second, = shares
    rates, shrink, settings, decaying, before, = pace
    trials = torch.size(g, 0)
    back = torch.transpose(input, 1, 2)
    if torch.eq(optimizer, 0):
      (self).decay(each, shrink, decaying)
      (self).descend_plainly(w, each, back, g, wide)
    else:
      gs = torch.unbind(g)
      hs = torch.unbind(back)
      at = torch.mul(k, trials)
      each_takes = torch.floordiv(torch.len(settings), trials)
      for t in range(trials):
        i = torch.add(at, t)
        (self).update(optimizer, own[i], hs[t], gs[t], own_first[i], own_second[i], settings, torch.mul(t, each_takes), True, torch.add(before[t], step))
    return None

  # Weight decay of SGD. A trial without is multiplied by 1, or where few have it not at all: no bit differs.
  def decay(self: __torch__.Pack,
    each: Tensor,
    shrink: Tensor,
    decaying: List[int]) -> None:
    if torch.gt(torch.mul(2, torch.len(decaying)), torch.size(each, 0)):
      torch.mul_(each, shrink)
    else:
      for i in range(torch.len(decaying)):
        t = decaying[i]
        torch.mul_(torch.select(each, 0, t), torch.select(shrink, 0, t))
    return None

  # SGD, g times the learning rate and w times 1 - lr decay already: w = w - h g, for all trials at once.
  def descend_plainly(self: __torch__.Pack,
    w: Tensor,
    each: Tensor,
    h: Tensor,
    g: Tensor,
    wide: bool) -> None:
    if wide:
      side = torch.reshape(torch.permute(g, [1, 0, 2]), [torch.size(g, 1), -1])
      torch.addmm_(w, h[0], side, beta=1., alpha=-1.)
    elif (self).thin(h, g):
      ws = torch.unbind(each)
      hs = torch.unbind(h)
      gs = torch.unbind(g)
      for t in range(torch.len(ws)):
        torch.addmm_(ws[t], hs[t], gs[t], beta=1., alpha=-1.)
    else:
      torch.baddbmm_(each, h, g, beta=1., alpha=-1.)
    return None

  # The tensors' shares of single trials, layer by layer and in it trial by trial; empty tensors where an optimiser keeps no
  # such state. Vectors go last, where the tensors do not hold them yet.
  def slices(self: __torch__.Pack,
    tensors: List[Tensor],
    layers: int,
    vectors: Tensor) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    none = torch.empty([0])
    trials = torch.size(vectors, 0)
    for k in range(torch.add(layers, 1)):
      if torch.eq(torch.len(tensors), 0):
        for t in range(trials):
          result.append(none)
      else:
        if torch.lt(k, torch.len(tensors)):
          parts = torch.unbind(tensors[k])
        else:
          parts = torch.unbind(vectors)
        for t in range(trials):
          result.append(parts[t])
    return result

  # One update of one trial's matrix w (in, out), whose gradient is h g + decay w with h (in, B) and g (B, out), by an optimiser
  # that works trial by trial; the trial's settings begin at the place `at`.
  def update(self: __torch__.Pack,
    optimizer: int,
    w: Tensor,
    h: Tensor,
    g: Tensor,
    firsts: Tensor,
    seconds: Tensor,
    settings: List[float],
    at: int,
    decays: bool,
    step: int) -> None:
    rate = settings[at]
    decay = 0.
    if decays:
      decay = settings[torch.add(at, 1)]
    if torch.gt(optimizer, 0):
      #: optimizer MATRIX
    else:
      # Rows in blocks that stay, with their state, in the second level cache until they are updated.
      rows = torch.size(w, 0)
      blocks = torch.add(torch.floordiv(torch.numel(w), 65536), 1)
      block = torch.floordiv(torch.sub(torch.add(rows, blocks), 1), blocks)
      done = 0
      while torch.lt(done, rows):
        count = ops.prim.min(block, torch.sub(rows, done))
        d = torch.mm((self).rows(h, done, count), g)
        updated = [(self).rows(w, done, count)]
        #: optimizer BLOCK
        # The compiler takes an update of a list for dead code unless the list is looked at afterwards, where it matters.
        if torch.ne(torch.len(updated), 1):
          ops.prim.RaiseException("a list of one tensor has lost it")
        done = torch.add(done, count)
    return None

  # Some rows of a matrix; of all of them no view is made, which would cost as much as a small product.
  def rows(self: __torch__.Pack,
    matrix: Tensor,
    start: int,
    count: int) -> Tensor:
    if torch.eq(torch.size(matrix, 0), count):
      result = matrix
    else:
      result = torch.narrow(matrix, 0, start, count)
    return result

  # Makes one trial's slices of tensors zero.
  def clear(self: __torch__.Pack,
    tensors: List[Tensor],
    trials: int,
    trial: int) -> None:
    all = (self).each(tensors, trials)
    for k in range(torch.len(all)):
      torch.zero_(torch.select(all[k], 0, trial))
    return None

  # Copies one trial's values into its slice of a tensor.
  def write(self: __torch__.Pack,
    tensor: Tensor,
    trials: int,
    trial: int,
    values: Tensor) -> None:
    part = torch.select((self).each([tensor], trials)[0], 0, trial)
    torch.copy_(part, torch.view_as(values, part))
    return None

  # Writes into a trial's slice of `responses` (T, N + V, U) what its first weights w (F, U) make of all rows.
  def respond(self: __torch__.Pack,
    responses: Tensor,
    trial: int,
    train: Tensor,
    validation: Tensor,
    w: Tensor) -> None:
    rows = torch.size(train, 0)
    part = torch.select(responses, 0, trial)
    torch.mm(train, w, out=torch.narrow(part, 0, 0, rows))
    torch.mm(validation, w, out=torch.narrow(part, 0, rows, torch.size(validation, 0)))
    return None

  # The products of each row of training with every row, (N, N + V).
  def gram(self: __torch__.Pack,
    train: Tensor,
    validation: Tensor) -> List[Tensor]:
    return [torch.cat([torch.mm(train, torch.t(train)), torch.mm(train, torch.t(validation))], 1)]

  # Copies values into the rows of a tensor from the given one on.
  def fill(self: __torch__.Pack,
    tensor: Tensor,
    start: int,
    values: Tensor) -> None:
    torch.copy_(torch.narrow(tensor, 0, start, torch.size(values, 0)), values)
    return None

  # The tensors with the slices at the given places alone, in their order; one may be asked for more than once.
  def seat(self: __torch__.Pack,
    tensors: List[Tensor],
    trials: int,
    places: Tensor) -> List[Tensor]:
    result = annotate(List[Tensor], [])
    for k in range(torch.len(tensors)):
      w = tensors[k]
      if torch.eq(torch.dim(w), 2):
        parts = torch.view(w, [torch.size(w, 0), trials, -1])
        result.append(torch.reshape(torch.index_select(parts, 1, places), [torch.size(w, 0), -1]))
      else:
        result.append(torch.index_select(w, 0, places))
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
      alone = (self).sum_product(torch.unsqueeze(bs[t], 0), torch.unsqueeze(x, 0), torch.unsqueeze(torch.contiguous(ws[t]), 0))
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
      alone = torch.unsqueeze(torch.clone(ws[t]), 0)
      (self).descend_plainly(alone, alone, torch.unsqueeze(x, 0), torch.unsqueeze(torch.contiguous(gs[t]), 0), False)
      if torch.__not__(torch.equal(changed[t], alone[0])):
        same = False
    return same

  # Numbers in [-1, 1] with all bits in use.
  def waves(self: __torch__.Pack,
    rows: int,
    columns: int) -> Tensor:
    return torch.view(torch.sin(torch.arange(torch.mul(rows, columns), dtype=6)), [rows, columns])

  # The points that an optimiser visits on a quadratic with the gradient slopes * w, from w (1, 2) on: [(steps + 1, 2)]. One that
  # is linear gets the gradient times its learning rate.
  def follow(self: __torch__.Pack,
    optimizer: int,
    linear: bool,
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
      if linear:
        g = torch.mul(g, settings[0])
      if torch.eq(optimizer, 0):
        each = torch.unsqueeze(w, 0)
        (self).descend_plainly(each, each, torch.unsqueeze(one, 0), torch.unsqueeze(g, 0), False)
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
