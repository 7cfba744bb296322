import type { CommandPlan } from "../../../devpg/src/plan/commandPlan";
import { shellWord } from "../../../devpg/src/plan/shellWord";

/** A command as it can be pasted into a shell: folder, changes of the environment, program and arguments. */
export function shellText({ argv, cwd, env }: CommandPlan): string {
  const changes = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? ["-u", name] : [`${name}=${value}`],
  );
  // `env -u` must stand before the assignments.
  const removed = changes.flatMap((word, position) =>
    word === "-u" ? [word, changes[position + 1] ?? ""] : [],
  );
  const set = changes.filter((word, position) => word !== "-u" && changes[position - 1] !== "-u");
  const words = changes.length === 0 ? [...argv] : ["env", ...removed, ...set, ...argv];
  return `cd ${shellWord(cwd)} && ${words.map(shellWord).join(" ")}`;
}
