import { delimiter, isAbsolute, join } from "node:path";
import type { ProgramFacts } from "../../interpret/doctorFacts";
import type { DevPostgresOptions } from "../devPostgres";
import { runProcess } from "../runProcess";
import { isProgram } from "../isProgram";

/** Where a program is and what it says of itself; the first of the names that is there, else the first name. */
export async function askProgram(
  names: readonly [string, ...string[]],
  env: DevPostgresOptions["env"],
): Promise<ProgramFacts> {
  for (const name of names) {
    const path = await findProgram(name, env);
    if (path === undefined) continue;
    const plan = { argv: [path, "--version"] as [string, string], cwd: "/", env: {} };
    const asked = await runProcess(plan, { timeoutMs: 10_000, env });
    const version = asked.ok && asked.value.exitCode === 0 ? asked.value.output.split("\n")[0]?.trim() : "";
    return { name, path, ...(version === undefined || version === "" ? {} : { version }) };
  }
  return { name: names[0] };
}

async function findProgram(name: string, env: DevPostgresOptions["env"]): Promise<string | undefined> {
  const candidates = isAbsolute(name)
    ? [name]
    : (env["PATH"] ?? "")
        .split(delimiter)
        .filter(isAbsolute)
        .map((folder) => join(folder, name));
  for (const path of candidates) if (await isProgram(path)) return path;
  return undefined;
}
