import { execFile } from "node:child_process";
import { fail, ok, type Result } from "../../../server/src/base/result";

/** What changed in a working tree since a commit, as git tells it. */
export interface GitChanges {
  /** Real path of the repository's working tree. */
  readonly topLevel: string;
  /** Unified diff without context, prefixes `a/` and `b/`, paths relative to `topLevel`. */
  readonly diff: string;
  /** Files that git does not know and does not ignore, relative to `topLevel`. */
  readonly untracked: readonly string[];
}

const timeoutMs = 60_000;
const largestOutputBytes = 512 * 1024 * 1024;

/**
 * Asks git for the changes below `folder` since `ref`, uncommitted ones included. Fails with `git-missing`,
 * `git-no-repository`, `git-unknown-ref`, `git-timeout`, `git-failed`.
 */
export async function gitChanges(folder: string, ref: string): Promise<Result<GitChanges>> {
  const topLevel = await git(folder, ["rev-parse", "--show-toplevel"]);
  if (!topLevel.ok) return topLevel.problem.code === "git-failed" ? noRepository(folder) : topLevel;
  const commit = await git(folder, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{commit}`,
  ]);
  if (!commit.ok) {
    if (commit.problem.code !== "git-failed") return commit;
    return fail("git-unknown-ref", `git knows no commit \`${ref}\` in ${folder}`);
  }
  const top = topLevel.value.replace(/\r?\n$/, "");
  const diff = await git(folder, [...diffCommand, commit.value.trim(), "--", "."]);
  if (!diff.ok) return diff;
  const untracked = await git(folder, [
    "ls-files",
    "--others",
    "--exclude-standard",
    "--full-name",
    "-z",
    "--",
    ".",
  ]);
  if (!untracked.ok) return untracked;
  const names = untracked.value.split("\0").filter((name) => name !== "");
  return ok({ topLevel: top, diff: diff.value, untracked: names });
}

/** Every setting that a user's configuration could change is said here. */
const diffCommand = [
  ...["-c", "core.quotePath=false", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false"],
  ...["diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv"],
  ...["--no-renames", "--no-relative", "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", "--text"],
];

async function git(folder: string, args: readonly string[]): Promise<Result<string>> {
  // No fsmonitor hook of the repository, no waiting for a password or for a lock.
  const argv = ["-C", folder, "-c", "core.fsmonitor=false", "--no-optional-locks", "--no-pager", ...args];
  const env = { ...process.env, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };
  return new Promise((resolve) => {
    execFile(
      "git",
      argv,
      { timeout: timeoutMs, maxBuffer: largestOutputBytes, env },
      (error, stdout, stderr) => {
        if (error === null) resolve(ok(stdout));
        else if (error.code === "ENOENT")
          resolve(fail("git-missing", "`git` is not installed, or not on PATH"));
        else if (error.killed === true)
          resolve(fail("git-timeout", `git did not answer within ${timeoutMs / 1000} s`));
        else
          resolve(fail("git-failed", `git ${args[0] ?? ""} failed: ${stderr.trim().split("\n")[0] ?? ""}`));
      },
    );
  });
}

function noRepository(folder: string): Result<GitChanges> {
  return fail("git-no-repository", `${folder} is not in a git repository`);
}
