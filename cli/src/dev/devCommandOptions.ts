import { Option, type Command } from "commander";
import { majorArgument } from "../majorArgument";
import { colorChoices } from "../terminal/paint";

/** What a command does, which decides what can be said about it. */
export type Kind = "builds" | "loads" | "hasDatabase" | "reports";

/** Options that some commands have. */
export const optionsOf: Readonly<Record<Kind, (command: Command) => Command>> = {
  builds: (command) =>
    command
      .addOption(new Option("--profile <profile>", "how to compile").choices(["debug", "release", "asan"]))
      .addOption(
        new Option("--loader <loader>", "what loads libraries with DYNPGEXT_MAGIC").choices([
          ...["auto", "bundled", "omni_ext", "none"],
        ]),
      ),
  loads: existingOptions,
  hasDatabase: (command) => command.option("--database <name>", "the dev database"),
  reports: (command) => command.option("--json", "print the outcome for programs"),
};

/** Both options set the same one. */
function existingOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--recreate",
        "drop and create an extension whose script changed at the same version (default)",
      ).conflicts("keep"),
    )
    .option("--keep", "leave such an extension as it is");
}

/** Heading above these commands. */
export const helpGroup = "In a dev Postgres, a private server of the folder:";

/** Options of every command. */
export function commonOptions(command: Command): Command {
  return command
    .option("--pg-config <path>", "the pg_config of the PostgreSQL to use")
    .option("--pg-version <major>", "the major version to use, when several are installed", majorArgument)
    .option("--os-user <name>", "who the server runs as when you are root")
    .addOption(new Option("-q, --quiet", "print nothing but results and errors").conflicts("verbose"))
    .option("-v, --verbose", "print each command line and its output")
    .addOption(
      new Option("--color <when>", "colours: auto is on a terminal only")
        .choices(colorChoices)
        .default("auto"),
    );
}
