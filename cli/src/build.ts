import { projectTitle, warningsText } from "./dev/buildText";
import { withDevPostgres, type DevCall } from "./dev/devSession";
import { count, seconds } from "./dev/figures";
import { jsonLine } from "./dev/jsonLine";
import { exitCodes, type ExitCode } from "./host";

/** Compiles the extension for the dev Postgres. */
export function build(call: DevCall): Promise<ExitCode> {
  return withDevPostgres(call, async ({ devPostgres, run, explain, progress, tell, print, stderrText }) => {
    const built = await devPostgres.build(run);
    if (!built.ok) return explain(built.problem);
    progress.end("done");
    const { project, libraries, diagnostics, upToDate, durationMs } = built.value;
    tell(await warningsText(diagnostics, stderrText));
    if (call.options.json === true) await print(jsonLine(built.value));
    else if (call.options.quiet !== true) {
      const made = upToDate ? "is up to date" : `built in ${seconds(durationMs)}`;
      const warnings = diagnostics.length === 0 ? "" : `, ${count(diagnostics.length, "warning")}`;
      await print(
        `${projectTitle(project)} ${made}${warnings}\n${libraries.map((path) => `  ${path}\n`).join("")}`,
      );
    }
    return exitCodes.clean;
  });
}
