import { Option, type Command } from "commander";
import {
  extensionKinds,
  kindTitles,
  templateBuildSystems,
} from "../../devpg/src/project/template/newExtension";
import type { ExitCode, Host } from "./host";
import type { NewExtensionOptions } from "./newExtension";

/** Adds `dynpgext new`. `done` takes its exit code. */
export function addNewCommand(program: Command, done: (code: ExitCode) => void, host: Host): void {
  const kinds = extensionKinds.map((kind) => `  ${kind.padEnd(10)} ${kindTitles[kind]}\n`).join("");
  program
    .command("new")
    .description("make the folder of a new extension, ready to be built, loaded and tested")
    .argument("<name>", "of the extension: lower-case letters, digits and underscores")
    .addOption(new Option("--kind <kind>", "what it is about").choices(extensionKinds).default("dynpgext"))
    .addOption(
      new Option("--build <system>", "how it is built").choices(templateBuildSystems).default("pgxs"),
    )
    .option("--folder <path>", "the folder to make; default: the name, in the current directory")
    .addHelpText("after", `\nKinds:\n${kinds}`)
    .action(async (name: string, options: NewExtensionOptions) => {
      const [{ newExtension }, { devParts }] = await Promise.all([
        import("./newExtension"),
        import("./dev/devParts"),
      ]);
      done(await newExtension(name, options, host, devParts().loaderSource));
    });
}
