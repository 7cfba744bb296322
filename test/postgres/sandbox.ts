import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDevPostgres } from "../../devpg/src/host/createDevPostgres";
import type { Database } from "../../devpg/src/host/database";
import type { DevPostgres, DevPostgresOptions, DevResult, Run } from "../../devpg/src/host/devPostgres";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

const otherServer = process.env["DYNPGEXT_TEST_PG_CONFIG"];

/** A dev Postgres with a workspace and a storage of its own, in a temporary folder that `remove` takes away. */
export interface Sandbox {
  readonly postgres: DevPostgres;
  readonly options: DevPostgresOptions;
  /** The temporary folder; everything is below it but the socket. */
  readonly root: string;
  /** The workspace. */
  readonly folder: string;
  /** `DYNPGEXT_HOME`. */
  readonly home: string;
  /** Never aborts; what the watcher is told is in `said`. */
  readonly run: Run;
  readonly said: Said;
  /** Another object for the same dev Postgres, as another program would have it. */
  again(changes?: Partial<DevPostgresOptions>): DevPostgres;
  /** Stops the server and removes all. Call it in `afterEach` or `afterAll`, whatever happened. */
  remove(): Promise<void>;
}

export interface Said {
  readonly steps: string[];
  readonly commands: string[];
  output: string;
}

export interface SandboxOptions {
  /** Name of a folder of `examples` to copy into the workspace. */
  readonly example?: string;
  /** Files to write into the workspace, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Name of the workspace folder; that of the example, else `workspace`. */
  readonly name?: string;
  /** Name of the folder that holds everything else, for paths that are hard to take. */
  readonly below?: string;
  /** Builds the bundled loader by itself, instead of sharing one with the other tests. */
  readonly ownLoader?: boolean;
  readonly options?: Partial<DevPostgresOptions>;
  /** For what fits one major version only: the system's PostgreSQL, whatever the other tests run on. */
  readonly onSystemServer?: true;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export function makeSandbox(wanted: SandboxOptions = {}): Sandbox {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "dynpgext-test-")));
  const root = join(top, wanted.below ?? "");
  const folder = join(root, wanted.name ?? wanted.example ?? "workspace");
  const home = join(root, "home");
  for (const path of [folder, home]) mkdirSync(path, { recursive: true });
  // As root, the server runs as another user, who has to get here.
  for (let path = folder; path.length >= top.length; path = dirname(path)) chmodSync(path, 0o755);
  if (wanted.ownLoader !== true) shareLoaders(home);
  if (wanted.example !== undefined) copyExample(wanted.example, folder);
  for (const [path, text] of Object.entries(wanted.files ?? {})) writeInto(folder, path, text);
  const options: DevPostgresOptions = {
    ...{ folder, profile: "debug", loader: "auto", database: "dev" },
    loaderSource: join(repository, "devpg", "loader"),
    // `npm run test:pg17` runs all of this on another server than the system's.
    ...(otherServer === undefined || wanted.onSystemServer === true ? {} : { pgConfig: otherServer }),
    ...wanted.options,
    env: { ...process.env, DYNPGEXT_HOME: home, ...wanted.env },
  };
  const postgres = createDevPostgres(options);
  const { run, said } = recordingRun();
  return {
    ...{ postgres, options, root, folder, home, run, said },
    again: (changes = {}) => createDevPostgres({ ...options, ...changes }),
    remove: async () => {
      value(await postgres.remove(recordingRun().run));
      rmSync(top, { recursive: true, force: true });
    },
  };
}

/** A run that ends when `signal` aborts, and what its watcher was told. */
export function recordingRun(signal = new AbortController().signal): {
  readonly run: Run;
  readonly said: Said;
} {
  const said: Said = { steps: [], commands: [], output: "" };
  const watcher: Run["watcher"] = {
    step: (title) => void said.steps.push(title),
    command: ({ argv }) => void said.commands.push(argv.join(" ")),
    output: (text) => void (said.output += text),
  };
  return { run: { signal, watcher }, said };
}

/** The value of a result; a problem fails the test with all that it says. */
export function value<T>(result: DevResult<T>): T {
  if (result.ok) return result.value;
  const { code, message, action, output } = result.problem;
  throw new Error([`${code}: ${message}`, action ?? "", ...(output ?? [])].join("\n"));
}

/** The problem of a result that must have failed. */
export function problemOf<T>(result: DevResult<T>): Extract<DevResult<T>, { ok: false }>["problem"] {
  if (!result.ok) return result.problem;
  throw new Error(`It did not fail but gave ${JSON.stringify(result.value)}`);
}

/** Connects, works, and closes the connection. */
export async function withConnection<T>(
  postgres: DevPostgres,
  work: (database: Database) => Promise<T>,
  name: string | null = null,
): Promise<T> {
  const database = value(await postgres.connect(name));
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

/** Rows of the last statement of a script, as text. */
export async function rowsOf(
  postgres: DevPostgres,
  script: string,
): Promise<readonly (readonly (string | null)[])[]> {
  return withConnection(postgres, async (database) => value(await database.run(script)).at(-1)?.rows ?? []);
}

/** Building it takes longer than most tests; where the repository may not be written to, each does it. */
function shareLoaders(home: string): void {
  const shared = join(repository, ".cache", "loaders");
  try {
    mkdirSync(shared, { recursive: true });
    accessSync(shared, constants.W_OK);
    symlinkSync(shared, join(home, "loaders"));
  } catch {
    mkdirSync(join(home, "loaders"));
  }
}

/** Without what somebody built there. */
function copyExample(name: string, folder: string): void {
  const from = join(repository, "examples", name);
  const isSource = (path: string): boolean =>
    !/\.(o|so|bc|dylib)$|^(results|compile_commands\.json)$/.test(basename(path));
  for (const entry of readdirSync(from))
    if (isSource(entry))
      cpSync(join(from, entry), join(folder, entry), { recursive: true, filter: isSource });
}

function writeInto(folder: string, path: string, text: string): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
