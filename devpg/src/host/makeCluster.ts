import { appendFile, chmod, chown, mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { asArgv } from "../plan/asArgv";
import type { Installation } from "../plan/installation";
import { includeLines } from "../plan/planSettings";
import { superuser } from "../plan/superuser";
import { clusterState } from "./clusterState";
import type { DevResult, Run } from "./devPostgres";
import { fileProblem } from "./fileProblem";
import { problem } from "./problem";
import { runToSuccess } from "./runToSuccess";
import type { Workplace } from "./workplace";

const initdbTimeoutMs = 180_000;

/**
 * The cluster, made when there is none. It is made beside its place and put there when it is whole: whatever happens in
 * between, the next call starts anew. The caller holds the lock. Fails with `data-of-other-major`, `data-of-other-user`,
 * `initdb-failed`, `disk-full`, `cancelled`.
 */
export async function makeCluster(
  { layout, user }: Workplace,
  installation: Installation,
  run: Run,
): Promise<DevResult<void>> {
  const state = await clusterState(layout, installation.major);
  if (state.kind === "foreign-major") return otherMajor(layout.data, state.found, installation.major);
  const unfinished = `${layout.data}.new`;
  try {
    if (state.kind !== "none") {
      const owner = (await stat(layout.data)).uid;
      return owner === user.uid ? { ok: true, value: undefined } : otherUser(layout.data, owner);
    }
    run.watcher.step(`Making a cluster for ${installation.version}`);
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o700 });
    if (!user.isOurselves) await chown(unfinished, user.uid, user.gid);
    const initdb = join(installation.bindir, "initdb");
    const plan = {
      argv: asArgv([...user.become, initdb, ...initdbOptions(installation.major), "-D", unfinished]),
      cwd: layout.root,
      env: {},
    };
    const made = await runToSuccess(plan, {
      ...{ timeoutMs: initdbTimeoutMs, signal: run.signal, watcher: run.watcher, code: "initdb-failed" },
      action: "The last lines of its output say why; `dynpgext doctor` looks at the surroundings",
    });
    if (!made.ok) {
      await rm(unfinished, { recursive: true, force: true });
      return made;
    }
    await appendFile(join(unfinished, "postgresql.conf"), includeLines);
    await chmod(unfinished, 0o700);
    // A folder that is no cluster (it has no PG_VERSION) may stand in its place, left by hand.
    await rm(layout.data, { recursive: true, force: true });
    await rename(unfinished, layout.data);
    return { ok: true, value: undefined };
  } catch (error) {
    return fileProblem(error, "The cluster could not be made");
  }
}

/** Source: src/bin/initdb/initdb.c; `--no-instructions` since REL_14_STABLE, checksums by default since REL_18_STABLE. */
function initdbOptions(major: number): readonly string[] {
  return [
    ...["--auth=trust", `--username=${superuser}`, "--encoding=UTF8", "--locale=C", "--no-sync"],
    ...(major >= 14 ? ["--no-instructions"] : []),
    ...(major >= 18 ? ["--no-data-checksums"] : []),
  ];
}

function otherMajor(data: string, found: string, major: number): DevResult<void> {
  return problem(
    "data-of-other-major",
    `${data} holds a cluster of PostgreSQL ${found}, and this is PostgreSQL ${major}; it is left as it is`,
    { action: `Move it away, or choose PostgreSQL ${found}; a new cluster is made in its place then` },
  );
}

function otherUser(data: string, owner: number): DevResult<void> {
  return problem(
    "data-of-other-user",
    `${data} belongs to the OS user with id ${owner}, as whom this does not run`,
    {
      action: "Work as that user, set `dynpgext.devpg.osUser` / `--os-user` to it, or remove the folder",
    },
  );
}
