import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Database } from "../../../devpg/src/host/database";
import type { Installation } from "../../../devpg/src/plan/installation";
import type { ServerMessage } from "../../../devpg/src/interpret/serverMessage";
import { makeSandbox, repository, value, type Sandbox } from "../sandbox";
import { installExtensions, type CExtension } from "./cExtension";

const run = promisify(execFile);
const loaderSource = join(repository, "devpg", "loader");

export const strictFlags = "-Wall -Wextra -Wno-unused-parameter -Werror";

/** Where a test looks at what the loader says. */
export interface Event {
  readonly id: number;
  readonly severity: string;
  readonly rule: string | null;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  readonly library: string | null;
  readonly caller_offset: string | null;
}

export interface Worker {
  readonly name: string;
  readonly extension: string;
  readonly version: string;
  readonly database: string | null;
  readonly pid: number | null;
  readonly state: string;
  readonly exit_code: number | null;
}

/** A server with the bundled loader, its own checks switched on, and the extensions of a test. */
export interface LoaderServer {
  readonly sandbox: Sandbox;
  readonly installation: Installation;
  /** Opens a session that `remove` closes; the database `dev` when absent. */
  session(database?: string): Promise<Session>;
  /** One script in a session of its own; rows of the last statement, as text. */
  rows(script: string, database?: string): Promise<readonly (readonly (string | null)[])[]>;
  events(): Promise<readonly Event[]>;
  workers(extension: string): Promise<readonly Worker[]>;
  install(extensions: readonly CExtension[]): Promise<void>;
  restart(): Promise<void>;
  remove(): Promise<void>;
}

export interface Session {
  readonly database: Database;
  readonly notices: ServerMessage[];
  /** Text of the only column of the only row. */
  text(query: string): Promise<string | null>;
  /** The message of the error that the script ends with; fails when it does not. */
  error(script: string): Promise<ServerMessage>;
  run(script: string): Promise<void>;
}

/** The loader, built once for all tests with assertions of its own; see LOADER_CHECKS. */
async function builtLoader(installation: Installation, flags: string): Promise<string> {
  const hash = createHash("sha256").update(installation.version).update(strictFlags).update(flags);
  for (const name of readdirSync(loaderSource, { recursive: true, encoding: "utf8" }).sort())
    if (/Makefile$|\.(c|h|sql|control)$/.test(name)) hash.update(readFileSync(join(loaderSource, name)));
  const cache = join(repository, "node_modules", ".cache", "dynpgext-loader");
  const folder = join(cache, hash.digest("hex").slice(0, 16));
  if (existsSync(folder)) return folder;
  removeOldBuilds(cache);
  const unfinished = `${folder}.${process.pid}`;
  try {
    cpSync(loaderSource, unfinished, { recursive: true });
    const settings = ["with_llvm=no", `COPT=${strictFlags}`, `LOADER_CFLAGS=-O0 -g -DLOADER_CHECKS ${flags}`];
    await run("make", ["-j2", `PG_CONFIG=${installation.pgConfig}`, ...settings], {
      cwd: unfinished,
      timeout: 200_000,
    });
    // Another run may have been faster.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

const keptBuilds = 6;

/** The sources change often while somebody works on them. */
function removeOldBuilds(cache: string): void {
  if (!existsSync(cache)) return;
  const builds = readdirSync(cache)
    .map((name) => join(cache, name))
    .map((path) => ({ path, at: statSync(path).mtimeMs }))
    .sort((one, other) => other.at - one.at);
  for (const { path } of builds.slice(keptBuilds)) rmSync(path, { recursive: true, force: true });
}

/** Puts the loader into the installation. */
export async function installLoader(installation: Installation, flags = ""): Promise<void> {
  const folder = await builtLoader(installation, flags);
  cpSync(join(folder, "dynpgext_loader.so"), join(installation.pkglibdir, "dynpgext_loader.so"));
  for (const name of ["dynpgext_dev.control", "dynpgext_dev--1.0.sql"])
    cpSync(join(folder, name), join(installation.sharedir, "extension", name));
}

export interface LoaderServerOptions {
  /** Lines for `postgresql.conf`. */
  readonly settings?: readonly string[];
  /** More flags to build the loader with. */
  readonly flags?: string;
  /** Environment of the server. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startLoaderServer(
  extensions: readonly CExtension[],
  options: LoaderServerOptions = {},
): Promise<LoaderServer> {
  const sandbox = makeSandbox({ options: { loader: "none" } });
  try {
    return await fillSandbox(sandbox, extensions, options);
  } catch (error) {
    await sandbox.remove();
    throw error;
  }
}

async function fillSandbox(
  sandbox: Sandbox,
  extensions: readonly CExtension[],
  options: LoaderServerOptions,
): Promise<LoaderServer> {
  const { postgres } = sandbox;
  const { installation } = value(await postgres.start(sandbox.run));
  await installLoader(installation, options.flags ?? "");
  const install = (list: readonly CExtension[]): Promise<void> =>
    installExtensions(list, installation, join(loaderSource, "include"), join(sandbox.root, "c"));
  await install(extensions);
  mkdirSync(join(sandbox.folder, "devpg"), { recursive: true });
  const settings = ["shared_preload_libraries = 'dynpgext_loader'", ...(options.settings ?? [])];
  writeFileSync(join(sandbox.folder, "devpg", "postgresql.conf"), `${settings.join("\n")}\n`);
  const withEnvironment = sandbox.again({ env: { ...sandbox.options.env, ...options.env } });
  const restart = async (): Promise<void> => void value(await withEnvironment.restart(sandbox.run));
  await restart();

  const sessions: Database[] = [];
  const session = async (name?: string): Promise<Session> => {
    const database = value(await postgres.connect(name ?? null));
    sessions.push(database);
    return sessionOver(database);
  };
  const rows: LoaderServer["rows"] = async (script, name) => {
    const database = value(await postgres.connect(name ?? null));
    try {
      return value(await database.run(script)).at(-1)?.rows ?? [];
    } finally {
      await database.end();
    }
  };
  await rows("CREATE EXTENSION dynpgext_dev");
  const read = async <Row extends object>(
    query: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> => {
    const database = value(await postgres.connect(null));
    try {
      return value(await database.query<Row>(query, values));
    } finally {
      await database.end();
    }
  };
  return {
    ...{ sandbox, installation, session, rows, install, restart },
    events: () => read<Event>("SELECT * FROM dynpgext_dev.events ORDER BY id", []),
    workers: (extension) =>
      read<Worker>("SELECT * FROM dynpgext_dev.workers WHERE extension = $1 ORDER BY name, database", [
        extension,
      ]),
    remove: async () => {
      for (const database of sessions) await database.end().catch(() => undefined);
      await sandbox.remove();
    },
  };
}

function sessionOver(database: Database): Session {
  const notices: ServerMessage[] = [];
  database.onNotice((notice) => notices.push(notice));
  return {
    ...{ database, notices },
    async text(query) {
      const [outcome] = value(await database.run(query));
      return outcome?.rows[0]?.[0] ?? null;
    },
    async error(script) {
      const result = await database.run(script);
      if (result.ok) throw new Error(`did not fail: ${script}`);
      const { serverMessage, message } = result.problem;
      if (serverMessage === undefined) throw new Error(message);
      return serverMessage;
    },
    async run(script) {
      value(await database.run(script));
    },
  };
}

/** Asks again and again until the answer is right; fails with the last one when that takes too long. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  timeoutMs = 15_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask().catch((error: unknown) => error as Error);
    if (!(answer instanceof Error) && isRight(answer)) return answer;
    if (performance.now() > end)
      throw answer instanceof Error ? answer : new Error(`still ${JSON.stringify(answer, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
