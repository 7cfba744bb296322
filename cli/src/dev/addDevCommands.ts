import { InvalidArgumentError, Option, type Command } from "commander";
import type { ExitCode, Host } from "../host";
import { addTestCommand } from "../test/addTestCommand";
import { commonOptions, helpGroup, optionsOf, type Kind } from "./devCommandOptions";
import type { DevOptions } from "./devOptions";
import type { DevCall } from "./devSession";
import type { LogLevel } from "./logText";
import type { ResultFormat } from "./resultText";

/** Makes a call of what commander read. What it needs is loaded then: starting must stay quick. */
export type MakeCall = (folder: string | undefined, options: DevOptions) => Promise<DevCall>;

/** Everything that a command is registered with. */
export interface Registration {
  readonly program: Command;
  readonly done: (code: ExitCode) => void;
  readonly callOf: MakeCall;
}

/**
 * Adds the commands of the dev Postgres. `passedOn` are the words after a lone `--`, which psql gets; `interrupt` is
 * what Ctrl+C does when none of these commands runs.
 */
export function addDevCommands(
  program: Command,
  done: (code: ExitCode) => void,
  host: Host,
  { interrupt, passedOn }: { readonly interrupt: () => void; readonly passedOn: readonly string[] },
): void {
  const callOf: MakeCall = async (folder, options) => {
    const [{ devParts }, { terminalHost }] = await Promise.all([
      import("./devParts"),
      import("./terminalHost"),
    ]);
    return { folder, options, host: terminalHost(host, interrupt), parts: devParts() };
  };
  const registration = { program, done, callOf };
  addBuilding(registration);
  addTestCommand(registration);
  addServer(registration);
  addSessions(registration, passedOn);
  addUpkeep(registration);
}

function addBuilding(registration: Registration): void {
  devCommand(registration, "build", "compile the extension", ["builds", "reports"], async (call) =>
    (await import("../build")).build(call),
  );
  devCommand(
    registration,
    "load",
    "build, install, start the server, create or update the extension",
    ["builds", "loads", "hasDatabase", "reports"],
    async (call) => (await import("../load")).load(call),
  );
  devCommand<{ sql?: string; file?: string; format: ResultFormat }>(
    registration,
    "run",
    "build and load, then run SQL and print the rows, or open psql",
    ["builds", "loads", "hasDatabase"],
    async (call, { sql, file, format }) =>
      (await import("../run")).run(call, {
        format,
        ...(sql === undefined ? {} : { sql }),
        ...(file === undefined ? {} : { file }),
      }),
  )
    .addOption(
      new Option("--sql <statements>", "what to run, several statements separated by semicolons").conflicts(
        "file",
      ),
    )
    .option("-f, --file <path>", "a script to run; `-` is standard input")
    .addOption(
      new Option("--format <format>", "how rows are printed")
        .choices(["aligned", "csv", "json"])
        .default("aligned"),
    )
    .addHelpText(
      "after",
      "\nExit codes: 0 done; 1 the build, the script or the SQL failed; 2 wrong usage or something is missing.\n" +
        "Without SQL that of psql.",
    );
}

function addServer(registration: Registration): void {
  const kinds = ["hasDatabase", "reports"] as const;
  devCommand(registration, "start", "start the server, or find it running", kinds, async (call) =>
    (await import("../start")).start(call),
  );
  devCommand(registration, "stop", "stop the server, if it runs", kinds, async (call) =>
    (await import("../stop")).stop(call),
  );
  devCommand(registration, "restart", "stop and start the server", kinds, async (call) =>
    (await import("../restart")).restart(call),
  );
  devCommand(registration, "status", "say whether the server runs, and where it is", kinds, async (call) =>
    (await import("../status")).status(call),
  ).addHelpText("after", "\nExit codes: 0 it runs, 3 it does not, 2 wrong usage or an error.");
}

function addSessions(registration: Registration, passedOn: readonly string[]): void {
  devCommand(registration, "psql", "open psql on the dev database", ["hasDatabase"], async (call) =>
    (await import("../psql")).psql(call, passedOn),
  ).addHelpText(
    "after",
    "\nWhat stands after -- goes to psql: dynpgext psql -- -c 'select 1'\nThe exit code is that of psql.",
  );
  devCommand<{ follow?: true; lines: number; level?: LogLevel }>(
    registration,
    "logs",
    "print the end of the server's log",
    ["reports"],
    async (call, { follow, lines, level }) =>
      (await import("../logs")).logs(call, {
        lines,
        ...(follow === undefined ? {} : { follow }),
        ...(level === undefined ? {} : { level }),
      }),
  )
    .option("-f, --follow", "go on with what is added, until Ctrl+C")
    .option("-n, --lines <number>", "how many records", countArgument, 50)
    .addOption(
      new Option("--level <level>", "only records at least so grave").choices([
        ...["debug", "log", "warning", "error", "fatal"],
      ]),
    );
}

function addUpkeep(registration: Registration): void {
  devCommand<{ yes?: true }>(
    registration,
    "reset",
    "drop and create the dev database",
    ["hasDatabase"],
    async (call, options) => (await import("../reset")).reset(call, options),
  ).option("-y, --yes", "do not ask");
  devCommand<{ yes?: true }>(
    registration,
    "remove",
    "stop the server and remove everything made for this folder and this major version",
    [],
    async (call, options) => (await import("../remove")).remove(call, options),
  ).option("-y, --yes", "do not ask");
  devCommand(
    registration,
    "doctor",
    "look for what is missing to build, run and debug, and say what mends it",
    ["reports"],
    async (call) => (await import("../doctor")).doctor(call),
  ).addHelpText("after", "\nExit codes: 0 nothing is bad, 1 something is, 2 wrong usage or an error.");
}

/** A command with the folder and the options that all of them have, and those of its kinds. */
function devCommand<Own>(
  { program, done, callOf }: Registration,
  name: string,
  description: string,
  kinds: readonly Kind[],
  act: (call: DevCall, options: Own) => Promise<ExitCode>,
): Command {
  const command = program
    .command(name)
    .helpGroup(helpGroup)
    .description(description)
    .argument("[folder]", "that of the extension; by default the nearest one upwards that has a build file")
    .action(async (folder: string | undefined, options: DevOptions & Own) => {
      done(await act(await callOf(folder, options), options));
    });
  for (const kind of kinds) optionsOf[kind](command);
  return commonOptions(command);
}

function countArgument(written: string): number {
  if (/^\d{1,9}$/.test(written)) return Number(written);
  throw new InvalidArgumentError("It must be a number of records.");
}
