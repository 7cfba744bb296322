import { describe, expect, it } from "vitest";
import { explain } from "../../cli/src/explain";
import type { Rule } from "../../server/src/rules/rule";
import { CapturedStream } from "./runCheck";

const rule: Rule = {
  id: "shmem-size",
  pack: "dynpgext",
  scope: "workspace",
  severity: "warning",
  stage: "preview",
  since: "0.1.0",
  title: "Shared memory of no or too large a size",
  sources: ["src/backend/x.c f, REL_17_STABLE"],
  why: `A first paragraph that is long enough to be wrapped into more than one line of a hundred columns, as all prose is.

- one
- two

\`\`\`c
code  stays;
\`\`\``,
  fix: "Make it smaller.",
  limits: "",
  examples: [{ title: "Zero", bad: "\nif (x)\n    bad(0);\n//      ^ zero\n", good: "\ngood(1);\n" }],
  check: () => undefined,
};

async function explained(id: string | undefined) {
  const stdout = new CapturedStream();
  const stderr = new CapturedStream();
  const code = await explain(
    id,
    { color: "auto" },
    { cwd: "/", env: {}, stdout, stderr, block: (work) => work() },
    [rule],
  );
  return { code, stdout: stdout.text, stderr: stderr.text };
}

describe("explain", () => {
  it("prints the page: prose wrapped, code as it is", async () => {
    const { code, stdout } = await explained("shmem-size");
    expect(code).toBe(0);
    expect(stdout).toContain(
      "warning[shmem-size]: Shared memory of no or too large a size\n\nPreview, since 0.1.0.\n",
    );
    expect(stdout).toContain("\n\n- one\n- two\n\n    code  stays;\n");
    expect(stdout).toContain(
      "Reported (Zero)\n\n    if (x)\n        bad(0);\n    //      ^ zero\n\nSilent (Zero)\n\n    good(1);\n",
    );
    expect(stdout).toContain(
      "How to fix it\n\nMake it smaller.\n\nSources\n\n- src/backend/x.c f, REL_17_STABLE\n",
    );
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("asks back for an unknown rule and ends with 2", async () => {
    const unknown = { code: 2, stdout: "" };
    expect(await explained("shmem-sise")).toEqual({
      ...unknown,
      stderr: "dynpgext: there is no rule `shmem-sise`; did you mean `shmem-size`?\n",
    });
    expect(await explained("zzz")).toMatchObject(unknown);
  });

  it("lists the rules when none is named", async () => {
    expect((await explained(undefined)).stdout).toBe(
      "shmem-size  warning  Shared memory of no or too large a size\n",
    );
  });
});
