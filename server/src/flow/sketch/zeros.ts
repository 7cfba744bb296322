/** That many zeros. A plain array: many small ones are made, and typed arrays are slow to make. */
export function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}
