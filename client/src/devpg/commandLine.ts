import type { CommandPlan } from "../../../devpg/src/plan/commandPlan";
import { shellWord } from "../../../devpg/src/plan/shellWord";

/** A command as one would type it into a shell, to be read and copied; what we run is the argument vector. */
export function commandLine({ argv, env }: Pick<CommandPlan, "argv" | "env">): string {
  const variables = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${shellWord(value)}`],
  );
  return [...variables, ...argv.map(shellWord)].join(" ");
}
