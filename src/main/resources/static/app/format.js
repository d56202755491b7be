// Numbers for people.

const NONE = "–";

/** 0.0092, 3.9e-7, 12,000: up to `digits` significant digits, powers of ten where zeros would pile up. */
export function number(value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return NONE;
  }
  if (typeof value !== "number") {
    return String(value);
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
    return `${mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa}e${Number(exponent)}`;
  }
  return Number(value.toPrecision(digits)).toLocaleString("en", { maximumFractionDigits: 10 });
}

/** A number as one would type it: 1e-6 and not 0.000001, every digit kept. */
export function written(value) {
  return typeof value === "number" && value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : value;
}

export function percent(value, digits = 1) {
  return value === null || value === undefined ? NONE : `${(100 * value).toFixed(digits)} %`;
}

export function seconds(value) {
  if (value === null || value === undefined) {
    return NONE;
  }
  if (value < 10) {
    return `${value.toFixed(1)} s`;
  }
  if (value < 60) {
    return `${Math.round(value)} s`;
  }
  const minutes = Math.floor(value / 60);
  return minutes < 60
    ? `${minutes} min ${String(Math.round(value % 60)).padStart(2, "0")} s`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

export function time(iso) {
  return iso ? new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }) : NONE;
}

/** learningRate -> "learning rate" */
export function words(name) {
  return name.replace(/([A-Z]|\d+)/g, (part) => ` ${part.toLowerCase()}`).trim();
}

/** A trial's parameters are its weights here, and not its hyperparameters. */
export function metricWords(name) {
  return name === "parameters" ? "number of weights" : words(name);
}

export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A domain on one line: "1e-6 … 0.01 (log)" or "SGD, ADAM", and when it is there. */
export function domain(domain) {
  return domain ? values(domain) + (domain.when ? `, if ${condition(domain.when)}` : "") : NONE;
}

/** "optimizer is MOMENTUM or NAG and hidden layers is 2" */
export function condition(when) {
  return Object.entries(when)
    .map(([name, listed]) => `${words(name)} is ${listed.join(" or ")}`)
    .join(" and ");
}

function values(domain) {
  if (domain.type === "categorical") {
    return domain.choices.join(", ");
  }
  const step = domain.step ? `, step ${number(domain.step)}` : "";
  return `${number(domain.low)} … ${number(domain.high)}${domain.scale === "log" ? " (log" + step + ")" : step}`;
}
