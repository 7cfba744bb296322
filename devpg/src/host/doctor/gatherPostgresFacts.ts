import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresFacts } from "../../interpret/doctorFacts";
import { elfDebug } from "../../interpret/elfDebug";
import type { DevPostgresOptions } from "../devPostgres";
import { findInstallation, findInstallations, hasServer, hasServerHeaders } from "../findInstallation";
import { isAccessible } from "../isAccessible";

export async function gatherPostgresFacts(options: DevPostgresOptions): Promise<PostgresFacts> {
  const [chosen, all] = await Promise.all([findInstallation(options), findInstallations(options.env)]);
  if (!chosen.ok) return { chosen: { problem: chosen.problem }, all, symbols: undefined, buildId: undefined };
  const installation = chosen.value;
  const [withServer, hasHeaders, debug] = await Promise.all([
    hasServer(installation),
    hasServerHeaders(installation),
    debugSymbols(join(installation.bindir, "postgres")),
  ]);
  return { chosen: { installation, hasServer: withServer, hasHeaders }, all, ...debug };
}

async function debugSymbols(program: string): Promise<Pick<PostgresFacts, "symbols" | "buildId">> {
  const bytes = await readFile(program).catch(() => undefined);
  const debug = bytes === undefined ? undefined : elfDebug(bytes);
  if (debug === undefined) return { symbols: undefined, buildId: undefined };
  const { buildId } = debug;
  if (debug.hasDebugInformation) return { symbols: "inside", buildId };
  for (const path of [
    ...debugFilesById(buildId),
    `/usr/lib/debug${program}.debug`,
    `/usr/lib/debug${program}`,
  ]) {
    if (await isAccessible(path)) return { symbols: "separate", buildId };
  }
  return { symbols: "none", buildId };
}

/** Where debuggers look by build id. Source: gdb manual, "Debugging Information in Separate Files". */
function debugFilesById(buildId: string | undefined): readonly string[] {
  if (buildId === undefined) return [];
  return [`/usr/lib/debug/.build-id/${buildId.slice(0, 2)}/${buildId.slice(2)}.debug`];
}
