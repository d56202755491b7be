/** Exponential moving average, started without bias: each value is the weighted mean of all before it. */
export function smoothed(values, weight) {
  if (weight === 0) {
    return values;
  }
  let sum = 0;
  let weights = 0;
  return values.map((value) => {
    if (value === null || value === undefined) {
      return value;
    }
    sum = weight * sum + value;
    weights = weight * weights + 1;
    return sum / weights;
  });
}
