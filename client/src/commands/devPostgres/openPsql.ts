import { ThemeIcon, window } from "vscode";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { isRunning } from "../../devpg/folderState";
import { withAnswer, withProgress } from "../../devpg/withProgress";

/** Opens psql in a terminal, on a server that is started when it does not run. Null is the dev database. */
export async function openPsql(
  parts: DevPostgresParts,
  dev: DevFolder,
  database: string | null,
): Promise<void> {
  if (!isRunning(dev.state)) {
    const started = await withProgress(parts, dev, "Starting PostgreSQL", ({ postgres }, run) =>
      postgres.start(run),
    );
    if (started === undefined) return;
  }
  const plan = await withAnswer(parts, dev, (postgres) => postgres.psql(database));
  if (plan === undefined) return;
  const [program, ...args] = plan.argv;
  const env = Object.fromEntries(Object.entries(plan.env).map(([name, value]) => [name, value ?? null]));
  const name = `psql: ${database ?? (dev.state.kind === "known" ? dev.state.database : dev.name)}`;
  const iconPath = new ThemeIcon("database");
  window.createTerminal({ name, shellPath: program, shellArgs: args, cwd: plan.cwd, env, iconPath }).show();
}
