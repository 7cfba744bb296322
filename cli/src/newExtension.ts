import { relative, resolve } from "node:path";
import { writeNewExtension } from "../../devpg/src/host/writeNewExtension";
import { shellWord } from "../../devpg/src/plan/shellWord";
import type { ExtensionKind, TemplateBuildSystem } from "../../devpg/src/project/template/newExtension";
import { exitCodes, write, type ExitCode, type Host } from "./host";

export interface NewExtensionOptions {
  readonly kind: ExtensionKind;
  readonly build: TemplateBuildSystem;
  /** The folder to make, instead of one with the name of the extension. */
  readonly folder?: string;
}

/** Makes the folder of a new extension and says what is in it and what to do next. */
export async function newExtension(
  name: string,
  options: NewExtensionOptions,
  host: Host,
  loaderSource: string,
): Promise<ExitCode> {
  const folder = resolve(host.cwd, options.folder ?? name);
  const written = await writeNewExtension({
    name,
    kind: options.kind,
    system: options.build,
    folder,
    loaderSource,
  });
  if (!written.ok) {
    const { message, action } = written.problem;
    await write(host.stderr, `dynpgext: ${message}\n${action === undefined ? "" : `  ${action}\n`}`);
    return exitCodes.failed;
  }
  const below = relative(host.cwd, folder);
  const shown = below.startsWith("..") ? folder : below || ".";
  const files = written.value.files.map((file) => `  ${file}\n`).join("");
  await write(
    host.stdout,
    `Made ${shown}:\n${files}Next: dynpgext run ${shellWord(shown)} --file ${shellWord(`${shown}/sql/${name}.sql`)}\n`,
  );
  return exitCodes.clean;
}
