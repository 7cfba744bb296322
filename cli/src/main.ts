import { Command, CommanderError, Option } from "commander";
import { severities } from "../../server/src/base/finding";
import type { CheckOptions } from "./check";
import { addNewCommand } from "./addNewCommand";
import { addDevCommands } from "./dev/addDevCommands";
import { formats } from "./formats/formatReport";
import { exitCodes, write, type ExitCode, type Host } from "./host";
import { majorArgument } from "./majorArgument";
import { homepage, version } from "./project";
import { colorChoices, type ColorChoice } from "./terminal/paint";

// What a command does is loaded when it is called: starting must stay quick.

const interrupt = (): void => process.exit(exitCodes.interrupted);
process.on("SIGINT", interrupt);

const host: Host = {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  // A listener is called in the next turn of the event loop; without one the system ends the process.
  block(work) {
    process.off("SIGINT", interrupt);
    try {
      return work();
    } finally {
      process.on("SIGINT", interrupt);
    }
  },
};

// A reader that has seen enough (`| head`) is no error of ours: the rest is written to nobody.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

void run(process.argv).then((code) => {
  // Not `process.exit`: what is written to a pipe may still be on its way.
  process.exitCode = code;
});

async function run(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  // What stands after a lone `--` is for psql, not a folder. Other commands take it as usual.
  const end = argv[2] === "psql" ? argv.indexOf("--") : -1;
  const passedOn = end < 0 ? [] : argv.slice(end + 1);
  const program = buildProgram(passedOn, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(end < 0 ? argv : argv.slice(0, end));
    return code;
  } catch (error) {
    // Commander has said it; asking for help or the version is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.failed;
    await write(
      host.stderr,
      `dynpgext: internal error: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    await write(host.stderr, `Please report it: ${homepage}/issues\n`);
    return exitCodes.failed;
  }
}

/** `done` takes the exit code of the command that was run. */
function buildProgram(passedOn: readonly string[], done: (code: ExitCode) => void): Command {
  const program = new Command("dynpgext")
    .description(
      "Checks, builds, loads and runs PostgreSQL extensions written in C, above all those for the Dynpgext interface.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .exitOverride()
    .showSuggestionAfterError();
  addCheck(program, done);
  program
    .command("explain")
    .description("tell what a rule reports, why, and how to fix it; without a rule, list them all")
    .argument("[rule]", "id of a rule, as in `error[rule]`")
    .option("--at <file:line>", "draw the memory regions of the function there instead")
    .addOption(colorOption())
    .action(async (rule: string | undefined, { color, at }: { color: ColorChoice; at?: string }) => {
      if (at !== undefined) {
        const { explainRegions } = await import("./explainRegions");
        done(await explainRegions(at, { color }, host));
        return;
      }
      const { explain } = await import("./explain");
      done(await explain(rule, { color }, host));
    });
  addNewCommand(program, done, host);
  addDevCommands(program, done, host, { interrupt, passedOn });
  program
    .command("lsp")
    .description("run the language server, for editors")
    .option("--stdio", "talk over standard input and output (the only way there is)")
    .action(async () => {
      const { serveLanguage } = await import("./lsp");
      await serveLanguage();
    });
  return program;
}

function addCheck(program: Command, done: (code: ExitCode) => void): void {
  program
    .command("check")
    .description("report the mistakes in folders and files")
    .argument("[paths...]", "folders, each analysed as a workspace of its own, and files in theirs", ["."])
    .addOption(new Option("--format <format>", "what to print").choices(formats).default("text"))
    .option("--pg-version <major>", "PostgreSQL version to check for; wins over the settings", majorArgument)
    .option("--only <rules>", "check only these rules and packs (dynpgext, regions), between commas", list)
    .option("--fix", "apply the safe fixes, then report what remains")
    .addOption(
      new Option("--fail-on <severity>", "least severity for exit code 1")
        .choices(severities)
        .default("warning"),
    )
    .option("--baseline <file>", "leave out the findings listed in this file")
    .option("--write-baseline <file>", "write all findings to this file, as accepted")
    .option(
      "--since <commit>",
      "only findings in lines changed since this git commit, uncommitted changes included",
    )
    // For those who work on the front end: how many holes there are without the project's own macros.
    .addOption(new Option("--no-learn-macros").hideHelp())
    .addOption(colorOption())
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing found, 1 findings at or above --fail-on, 2 wrong usage or an error.",
    )
    .action(async (paths: string[], options: CheckOptions) => {
      const [{ check }, { loadEngine }] = await Promise.all([import("./check"), import("./loadEngine")]);
      done(await check(paths, options, host, loadEngine()));
    });
}

function list(text: string): readonly string[] {
  return text.split(",").map((part) => part.trim());
}

function colorOption(): Option {
  return new Option("--color <when>", "colours: auto is on a terminal only")
    .choices(colorChoices)
    .default("auto");
}
