/** Types of `statistics.mjs` for its tests. */
export function quantile(values: readonly number[], share: number): number;
export function spread(values: readonly number[], digits: number, unit: string): string;
export function median(values: readonly number[]): number;
