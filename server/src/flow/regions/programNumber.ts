import type { Program } from "../program";

const numbers = new WeakMap<Program, number>();
let last = 0;

/** Tells programs apart without keeping them. */
export function programNumber(program: Program): number {
  const known = numbers.get(program) ?? ++last;
  numbers.set(program, known);
  return known;
}
