import { bug } from "../../../server/src/base/bug";
import type { CommandPlan } from "./commandPlan";

/** A list that was put together from parts, as an argument vector. */
export function asArgv(parts: readonly string[]): CommandPlan["argv"] {
  const [program, ...args] = parts;
  return program === undefined ? bug("a command without a program") : [program, ...args];
}
