import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";

/** Root of the project under test. */
export const projectRoot = resolve(import.meta.dirname, "../..");

const configuration = ["tsconfig.json", "package.json", "eslint.config.mjs", ".dependency-cruiser.cjs"];

/** A throw-away copy of the project's configuration with other sources, for asking a tool what it thinks of them. */
export class Fixture {
  readonly root = mkdtempSync(join(tmpdir(), "dynpgext-architecture-"));

  constructor(files: Readonly<Record<string, string>>) {
    for (const name of configuration) cpSync(join(projectRoot, name), join(this.root, name));
    symlinkSync(join(projectRoot, "node_modules"), join(this.root, "node_modules"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  /** Runs a tool of the project inside the fixture and returns what it printed as JSON. */
  runJson(tool: string, args: readonly string[]): unknown {
    const executable = join(projectRoot, "node_modules", tool);
    const run = spawnSync(process.execPath, [executable, ...args], {
      cwd: this.root,
      encoding: "utf8",
      maxBuffer: 64 << 20,
      timeout: 60_000,
    });
    try {
      return JSON.parse(run.stdout);
    } catch {
      throw new Error(`${tool} printed no JSON: ${run.stdout.slice(0, 500)}${run.stderr.slice(0, 2000)}`);
    }
  }

  /** `path` of a tool's answer, relative to the fixture. */
  relative(path: string): string {
    return relative(this.root, path);
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
