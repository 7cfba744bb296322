import { describe, expect, it } from "vitest";
import type { Fix } from "../../server/src/base/finding";
import { selectEdits } from "../../server/src/lsp/actions/selectEdits";

function fix(...edits: readonly [path: string, start: number, end: number, newText: string][]): Fix {
  const title = "Fix";
  return {
    title,
    safety: "safe",
    edits: edits.map(([path, start, end, newText]) => ({ path, start, end, newText })),
  };
}

describe("fixing all", () => {
  it("takes a fix whole or not at all when an earlier one changes the same place", () => {
    const first = fix(["/a", 0, 5, "x"]);
    const clashing = fix(["/a", 4, 8, "y"], ["/b", 0, 1, "y"]);
    const apart = fix(["/a", 5, 8, "z"], ["/b", 0, 1, "z"]);
    expect(selectEdits([first, clashing, apart])).toEqual([...first.edits, ...apart.edits]);
  });

  it("makes an edit once that several fixes need", () => {
    const include = ["/a", 0, 0, "#include\n"] as const;
    const [one, two] = [fix([...include], ["/a", 9, 9, "1"]), fix([...include], ["/a", 20, 20, "2"])];
    expect(selectEdits([one, two])).toEqual([...one.edits, two.edits[1]]);
  });

  it("leaves the second of two different insertions at one place for the next time", () => {
    const [one, two] = [fix(["/a", 3, 3, "1"]), fix(["/a", 3, 3, "2"])];
    expect(selectEdits([one, two])).toEqual(one.edits);
  });
});
