// Where values lie on an axis from 0 to 1, and which of them are written beside it.

import { number } from "../format.js";

/** The axis of a search space's domain: {position(value), ticks: [{at, label}]}. */
export function axisOf(domain) {
  return domain.type === "categorical"
    ? choices(domain.choices)
    : domain.scale === "log"
      ? logarithmic(domain.low, domain.high)
      : linear(domain.low, domain.high);
}

export function linear(low, high, wanted = 5) {
  const span = high - low || 1;
  return {
    position: (value) => (value - low) / span,
    value: (at) => low + at * span,
    ticks: steps(low, high, wanted).map((value) => ({ at: (value - low) / span, label: number(value) })),
  };
}

export function logarithmic(low, high) {
  const from = Math.log10(low);
  const span = Math.log10(high) - from || 1;
  const position = (value) => (Math.log10(value) - from) / span;
  const ticks = [];
  const every = Math.max(1, Math.ceil(span / 5));
  for (let power = Math.ceil(from - 1e-9); power <= from + span + 1e-9; power += every) {
    ticks.push({ at: (power - from) / span, label: `1e${power}` });
  }
  return {
    position,
    value: (at) => 10 ** (from + at * span),
    ticks: ticks.length > 1 ? ticks : [low, high].map((value) => ({ at: position(value), label: number(value, 2) })),
  };
}

/** Choices sit in the middles of equal parts. */
export function choices(names) {
  const at = new Map(names.map((name, i) => [String(name), (i + 0.5) / names.length]));
  return {
    position: (value) => at.get(String(value)),
    value: (share) => names[Math.min(names.length - 1, Math.floor(share * names.length))],
    ticks: names.map((name) => ({ at: at.get(String(name)), label: String(name) })),
  };
}

/** The smallest domain that holds both, so that a band and the points of all rounds fit on one axis. */
export function union(a, b) {
  if (!a || !b) {
    return a ?? b;
  }
  if (a.type === "categorical" || b.type === "categorical") {
    return { type: "categorical", choices: [...new Set([...(a.choices ?? []), ...(b.choices ?? [])])] };
  }
  return { ...a, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

function steps(low, high, wanted) {
  const raw = (high - low) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= raw);
  const values = [];
  for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + step * 1e-9; value += step) {
    values.push(Number(value.toPrecision(12)));
  }
  return values;
}
