import type { DoctorCheck } from "../../devpg/src/host/devPostgres";
import { withDevPostgres, type DevCall } from "./dev/devSession";
import type { DevText } from "./dev/devText";
import { count } from "./dev/figures";
import { jsonLine } from "./dev/jsonLine";
import { exitCodes, type ExitCode } from "./host";

/** Looks at everything that building and running needs; exit code 1 when something of it is missing. */
export function doctor(call: DevCall): Promise<ExitCode> {
  return withDevPostgres(call, async ({ devPostgres, print, stdoutText, progress }) => {
    progress.step("Looking at the machine");
    const checks = await devPostgres.doctor();
    progress.end("done");
    const { json, quiet } = call.options;
    const shown = quiet === true ? checks.filter(({ state }) => state !== "good") : checks;
    await print(json === true ? jsonLine(checks) : doctorText(shown, checks, stdoutText));
    return checks.some(({ state }) => state === "bad") ? exitCodes.findings : exitCodes.clean;
  });
}

const styles = { good: "fix", warning: "warning", bad: "error" } as const;

function doctorText(shown: readonly DoctorCheck[], all: readonly DoctorCheck[], { paint }: DevText): string {
  const width = Math.max(0, ...shown.map(({ title }) => title.length));
  const parts = shown.map(({ title, state, found, consequence, remedy }) => {
    const indent = " ".repeat(width + 11);
    const aligned = (text: string): string => text.replaceAll("\n", `\n${indent}`);
    const lines = [
      `${paint(styles[state], state.padEnd(7))}  ${paint("strong", title.padEnd(width))}  ${aligned(found)}`,
    ];
    if (consequence !== undefined) lines.push(`${indent}${aligned(consequence)}`);
    if (remedy !== undefined) lines.push(`${indent}${paint("note", "$")} ${aligned(remedy)}`);
    return `${lines.join("\n")}\n`;
  });
  return `${parts.join("")}${verdict(all)}\n`;
}

function verdict(checks: readonly DoctorCheck[]): string {
  const number = (state: DoctorCheck["state"]): number =>
    checks.filter((check) => check.state === state).length;
  const [bad, warnings] = [number("bad"), number("warning")];
  if (bad === 0 && warnings === 0) return "\nAll is well.";
  const parts = [
    ...(bad === 0 ? [] : [`${bad} bad`]),
    ...(warnings === 0 ? [] : [count(warnings, "warning")]),
  ];
  return `\n${parts.join(", ")} in ${count(checks.length, "check")}.`;
}
