// Colours that colour-blind people tell apart: Okabe and Ito's eight (Color Universal Design, 2008) for kinds, cividis (Nuñez,
// Anderton, Renslow, PLoS ONE 13, 2018) for amounts.

import { isDark } from "../theme.js";

const ON_LIGHT = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b87f00", "#3f97c9", "#5b5b5b"];
const ON_DARK = ["#56b4e9", "#e69f00", "#22c59b", "#e39ac3", "#f0e442", "#ff8a4c", "#c8c8c8"];

const CIVIDIS = [
  [0, 32, 77],
  [0, 48, 111],
  [57, 71, 108],
  [87, 92, 109],
  [112, 113, 115],
  [138, 134, 120],
  [166, 157, 117],
  [196, 181, 108],
  [228, 207, 91],
  [255, 234, 70],
];

/** The n-th kind's colour. */
export function kind(index) {
  const colours = isDark() ? ON_DARK : ON_LIGHT;
  return colours[index % colours.length];
}

/** The colour of an amount from 0 (dark blue) to 1 (yellow), as [r, g, b]. */
export function amount(share) {
  const at = Math.min(1, Math.max(0, share)) * (CIVIDIS.length - 1);
  const low = Math.floor(at);
  const high = Math.min(CIVIDIS.length - 1, low + 1);
  return CIVIDIS[low].map((part, i) => Math.round(part + (at - low) * (CIVIDIS[high][i] - part)));
}

export function css([red, green, blue], alpha = 1) {
  return `rgba(${red},${green},${blue},${alpha})`;
}
