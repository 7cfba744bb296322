import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { CommandPlan } from "../plan/commandPlan";
import type { DevResult } from "./devPostgres";
import { problem } from "./problem";
import { processEnvironment } from "./runProcess";

/**
 * Runs a program that takes over our terminal and its signals, as psql does. Resolves with its exit code, or 128 and
 * the number of the signal that ended it. Fails with `program-missing`, `program-not-started`.
 */
export function runInteractive(plan: CommandPlan): Promise<DevResult<number>> {
  const [program, ...args] = plan.argv;
  return new Promise((resolve) => {
    // Ctrl+C reaches the whole foreground group: it is psql's to cancel a query with, not ours to end.
    const ignore = (): void => undefined;
    const child = spawn(program, args, {
      cwd: plan.cwd,
      // A person reads what it writes: in their language, with their characters.
      env: processEnvironment(process.env, { LC_ALL: process.env["LC_ALL"], ...plan.env }),
      stdio: "inherit",
    });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on("SIGINT", ignore).on("SIGTERM", pass).on("SIGHUP", pass);
    const settle = (result: DevResult<number>): void => {
      process.off("SIGINT", ignore).off("SIGTERM", pass).off("SIGHUP", pass);
      resolve(result);
    };
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") {
        settle(problem("program-missing", `\`${program}\` was not found`, { action: `Install ${program}.` }));
      } else settle(problem("program-not-started", `\`${program}\` could not be started: ${error.message}`));
    });
    child.once("close", (code, signal) => {
      settle({ ok: true, value: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) });
    });
  });
}
