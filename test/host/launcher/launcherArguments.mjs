import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Reads the part of VS Code's command line that the launcher honours: `--extensionDevelopmentPath`,
 * `--extensionTestsPath` and one folder or `.code-workspace` file. Every other switch is accepted and ignored, as
 * `@vscode/test-electron` passes several that only a desktop VS Code knows.
 */
export function readLauncherArguments(argv) {
  const result = { developmentPath: undefined, testsPath: undefined, workspace: undefined };
  for (const argument of argv) {
    const [name, value] = splitSwitch(argument);
    if (name === "--extensionDevelopmentPath") result.developmentPath = toPath(value);
    else if (name === "--extensionTestsPath") result.testsPath = toPath(value);
    else if (!argument.startsWith("-")) result.workspace = resolve(argument);
  }
  return result;
}

function splitSwitch(argument) {
  const equals = argument.indexOf("=");
  return equals < 0 ? [argument, ""] : [argument.slice(0, equals), argument.slice(equals + 1)];
}

function toPath(value) {
  return value.startsWith("file://") ? fileURLToPath(value) : resolve(value);
}
