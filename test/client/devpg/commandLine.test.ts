import { describe, expect, it } from "vitest";
import { commandLine } from "../../../client/src/devpg/commandLine";

describe("a command line", () => {
  it("can be pasted into a shell: what needs quotes has them", () => {
    const argv = ["/opt/my tools/make", "-j4", "PG_CONFIG=/a/b", "CFLAGS=-O0 -g3", "it's", ""] as const;
    expect(commandLine({ argv, env: { A: "1", GONE: undefined, B: "x y" } })).toBe(
      "A=1 B='x y' '/opt/my tools/make' -j4 PG_CONFIG=/a/b 'CFLAGS=-O0 -g3' 'it'\\''s' ''",
    );
  });
});
