/** Order statistics of measured times. */

/** Nearest-rank quantile, `share` from 0 to 1. NaN for no values. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** `min 1.2, median 1.3, max 1.9` with a unit. */
export function spread(values, digits, unit) {
  const show = (share) => quantile(values, share).toFixed(digits);
  return `min ${show(0)}, median ${show(0.5)}, max ${show(1)} ${unit} (${values.length} runs)`;
}

export function median(values) {
  return quantile(values, 0.5);
}
