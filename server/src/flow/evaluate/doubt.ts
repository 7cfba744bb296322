/** What is given up when code is not followed: what is out of sight may change, check and end anything it can reach. */
import { callEffects, plainFunctions, readingFunctions } from "../../pg/callEffects";
import { accessOf } from "../../pg/memoryAccess";
import type { Call } from "../../syntax/c/model";
import type { Activation, Path } from "./activation";
import { locationBehind, recordAccess } from "./place";
import { alternatives, numberOf, unknown, type Value } from "./value";

/** Where the state keeps whether this worker has connected to a database. */
export const connectedMark = { root: "worker|connected", path: "", storage: "unknown", name: "" } as const;

/** Notes that a look-up's result went into a function that nothing is known of. */
export function passLookups(
  activation: Activation,
  call: Call,
  callee: string,
  args: readonly Value[],
): void {
  for (const [i, value] of args.entries()) {
    for (const one of alternatives(value)) {
      if (one.kind !== "lookup") continue;
      recordAccess(activation, "pass", { lookup: one, part: one.part }, call.args[i] ?? call, {
        callee,
        argument: i,
      });
    }
  }
}

/** What a function does to pointers and control is known: it neither checks its arguments nor fails to return. */
export function isUnderstood(callee: string): boolean {
  return (
    callEffects.has(callee) ||
    plainFunctions.has(callee) ||
    readingFunctions.has(callee) ||
    accessOf(callee) !== undefined
  );
}

const mayConnect = /connect|InitPostgres/iu;

/** A function that nothing is known of may compare a look-up with NULL, not return when one is NULL, and connect a worker. */
export function doubt(path: Path, args: readonly Value[], callee: string): void {
  const given = new Set(
    args.flatMap((value) =>
      alternatives(value).flatMap((one) => (one.kind === "lookup" && one.part === "" ? one.id : [])),
    ),
  );
  path.state.trustLookups((lookup) => lookup.check === "null" || given.has(lookup.id));
  trustTested(path, args);
  if (callee === "" || (mayConnect.test(callee) && !callee.startsWith("SPI_")))
    path.state.write(connectedMark, numberOf(undefined), undefined);
}

/** The results of comparisons with NULL went where they are not followed: what was compared counts as checked. */
export function trustTested(path: Path, values: readonly Value[]): void {
  const ids = new Set(
    values.flatMap((value) => alternatives(value).flatMap((one) => (one.kind === "nullTest" ? one.id : []))),
  );
  if (ids.size > 0) path.state.trustLookups((lookup) => ids.has(lookup.id));
}

/** A function that nothing is known of may change whatever it was given the address of, and what pointers in there point to. */
export function forgetReachable(path: Path, args: readonly Value[]): void {
  const seen = new Set<string>();
  const pending = args.flatMap((value) => alternatives(value));
  for (const one of pending) {
    const location = locationBehind(one);
    const key = location && location.root + location.path;
    if (!location || key === undefined || seen.has(key)) continue;
    seen.add(key);
    const whole = path.state.find(location)?.entry.value ?? unknown;
    // A text made for this use is handed on to be read.
    if (one.kind === "memory" && (whole.kind === "text" || whole.kind === "pattern")) continue;
    for (const value of [whole, ...[...path.state.parts(location).values()].map((entry) => entry.value)])
      pending.push(...alternatives(value));
    path.state.write(location, unknown, undefined);
  }
}
