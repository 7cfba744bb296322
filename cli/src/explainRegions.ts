import { LineMap } from "../../server/src/base/lineMap";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { findRegionPlot } from "../../server/src/engine/findRegionPlot";
import { defaultSettings, parseSettings } from "../../server/src/engine/settings";
import { targetMajor } from "../../server/src/files/findPgMajor";
import { readSettingsFile } from "../../server/src/files/settingsFile";
import { suppressionRules } from "../../server/src/engine/suppressionRules";
import { rules } from "../../server/src/rules/registry";
import { displayPath } from "./check/displayPath";
import { loadWorkspace } from "./check/loadWorkspace";
import { resolveTargets, type Target } from "./check/targets";
import { formatRegionPlot } from "./formats/regionPlot";
import { exitCodes, write, type ExitCode, type Host } from "./host";
import { paintFor, type ColorChoice } from "./terminal/paint";

const mostColumns = 160;
const placePattern = /^(.+?):(\d+)(?::\d+)?$/u;

/** Draws the memory regions of the function at `file.c:120`. */
export async function explainRegions(
  at: string,
  { color }: { readonly color: ColorChoice },
  host: Host,
): Promise<ExitCode> {
  const complain = async (line: string): Promise<ExitCode> => {
    await write(host.stderr, `dynpgext: ${line}\n`);
    return exitCodes.failed;
  };
  const [, file, number] = placePattern.exec(at) ?? [];
  if (file === undefined || Number(number) < 1)
    return complain(`\`${at}\` is no place in a file: write it like \`src/hello.c:120\``);
  const { targets, problems } = await resolveTargets([file], host.cwd);
  const [target] = targets;
  const [path] = target?.only ?? [];
  if (!target || path === undefined) return complain(problems[0] ?? `${file}: a folder, not a file`);
  const { workspace, texts } = await opened(target, host);
  const text = texts.get(path);
  if (text === undefined) return complain(`${file}: not a C file that would be checked`);
  const lines = new LineMap(text);
  const line = Number(number) - 1;
  // From the first character that is no blank: the end of the line before belongs to another function perhaps.
  const code = lines.line(line);
  const offset = lines.offset({ line, column: Math.max(code.search(/\S/u), 0) });
  const plot = findRegionPlot(workspace.index, path, offset);
  if (!plot) return complain(`${displayPath(path, host.cwd)}:${number}: there is no function here`);
  const paint = paintFor(color, host.stdout, host.env);
  const columns = Math.min(host.stdout.columns ?? mostColumns, mostColumns);
  const shown = { paint, columns, path: displayPath(path, host.cwd), line };
  await write(host.stdout, formatRegionPlot(plot, text, shown));
  return exitCodes.clean;
}

/** The folder of the file, as `check` would read it. */
async function opened({ root }: Target, host: Host) {
  const ids = new Set([...rules, ...suppressionRules].map(({ id }) => id));
  const file = await readSettingsFile(root, ids);
  const parsed = file && parseSettings(file.values);
  const settings = parsed?.ok === true ? parsed.value : defaultSettings;
  const pgMajor = await targetMajor(settings.pgVersion, host.env["PATH"] ?? "");
  const workspace = createWorkspace(root, { settings, pgMajor });
  const { exclude } = settings;
  const { texts } = await loadWorkspace(workspace, { exclude, onProgress: () => undefined });
  return { workspace, texts };
}
