import { Option } from "commander";
import type { Registration } from "../dev/addDevCommands";
import { commonOptions, helpGroup, optionsOf } from "../dev/devCommandOptions";
import type { DevOptions } from "../dev/devOptions";
import type { TestOptions } from "../test";

/** Adds `dynpgext test`. */
export function addTestCommand({ program, done, callOf }: Registration): void {
  const command = program
    .command("test")
    .helpGroup(helpGroup)
    .description("build and load, then run the tests: pg_regress, isolation, TAP, pg_yregress")
    .argument(
      "[names...]",
      "tests by name, id (`regress/name`), pattern with `*`, or path; a folder before them is that of the extension",
    )
    .action(async (names: string[], options: DevOptions & TestOptions) => {
      const [{ test }, { isFolder }] = await Promise.all([import("../test"), import("./isFolder")]);
      const [first, ...more] = names;
      const hasFolder = first !== undefined && (await isFolder(first));
      const call = await callOf(hasFolder ? first : undefined, options);
      done(await test(call, hasFolder ? more : names, options));
    });
  optionsOf
    .loads(optionsOf.builds(optionsOf.hasDatabase(command)))
    .addOption(
      new Option("--format <format>", "what to print")
        .choices(["text", "tap", "junit", "json"])
        .default("text"),
    )
    .option("--accept", "make what the failed tests gave what is expected of them")
    .option("--failed", "only tests that failed in their last run")
    .option("--list", "print the tests there are")
    .option("--watch", "run again whenever a file changes, until Ctrl+C")
    .option("--coverage", "say which lines of C were executed; on a server of its own")
    .option("--lcov <file>", "write that to a file for lcov; implies --coverage")
    .addOption(
      new Option(
        "--instance <instance>",
        "where to run: the dev Postgres, or a server that is removed afterwards",
      ).choices(["dev", "temporary"]),
    );
  commonOptions(command).addHelpText(
    "after",
    "\nExit codes: 0 all passed, or all were accepted; 1 a test or the build failed; 2 wrong usage or something is missing.",
  );
}
