import { check, type CheckOptions } from "../../cli/src/check";
import type { EngineParts } from "../../cli/src/engineParts";
import type { Host, OutputStream } from "../../cli/src/host";
import { fakeParts } from "../lsp/fakeEngine";

/** The simple rules of the server's tests, with what the formats print about them. */
export const fakeEngine: EngineParts = {
  createWorkspace: (root, options) => fakeParts.createWorkspace(root, options),
  rules: [
    { id: "bad-word", severity: "error", title: "A bad word", why: "It **hurts**.", fix: "Say it better." },
    {
      id: "unknown-name",
      pack: "names",
      severity: "warning",
      title: "A name that nobody defines",
      why: "Why.",
      fix: "",
    },
    { id: "old-word", severity: "hint", title: "An old word", why: "", fix: "" },
  ],
};

export class CapturedStream implements OutputStream {
  text = "";

  constructor(readonly isTTY: boolean = false) {}

  write(text: string, done: () => void): void {
    this.text += text;
    done();
  }
}

export interface CheckRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `check` in a folder, as `dynpgext check` does after reading its options; without a PATH. */
export async function runCheck(
  cwd: string,
  paths: readonly string[],
  options: Partial<CheckOptions> = {},
  env: Host["env"] = {},
): Promise<CheckRun> {
  const stdout = new CapturedStream();
  const stderr = new CapturedStream();
  const defaults = { format: "text", failOn: "warning", color: "auto" } as const;
  const code = await check(
    paths,
    { ...defaults, ...options },
    { cwd, env, stdout, stderr, block: (work) => work() },
    fakeEngine,
  );
  return { code, stdout: stdout.text, stderr: stderr.text };
}

export interface JsonPlace {
  readonly path: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export interface JsonFinding extends JsonPlace {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly related: readonly (JsonPlace & { readonly message: string })[];
  readonly fix?: { readonly edits: readonly (JsonPlace & { readonly newText: string })[] };
}

/** The findings of a run as `path:line:column rule`, with its exit code. */
export async function listed(cwd: string, paths: readonly string[], options: Partial<CheckOptions> = {}) {
  const { code, stdout, stderr } = await runCheck(cwd, paths, { ...options, format: "json" });
  const { findings } = JSON.parse(stdout) as { findings: JsonFinding[] };
  const places = findings.map(({ path, start, rule }) => `${path}:${start.line}:${start.column} ${rule}`);
  return { code, places, stderr };
}
