import { describe, expect, it } from "vitest";
import { judgeIsolation, writtenPermutations } from "../../../../devpg/src/interpret/tests/isolationOutput";

const output = (value: string): string => `Parsed test spec with 2 sessions

starting permutation: r1 w2 c1
step r1: SELECT 1;
step w2: UPDATE t SET a = ${value};
step c1: COMMIT;

starting permutation: w2 r1 c1
step w2: UPDATE t SET a = 1;
`;

describe("an isolation test", () => {
  it("fails by permutation", () => {
    expect(judgeIsolation(output("1"), output("1"))).toEqual([]);
    expect(judgeIsolation(output("1"), output("2"))).toMatchObject([{ steps: "r1 w2 c1" }]);
  });

  it("has the permutations that its specification asks for", () => {
    const spec = `# permutation of nothing
setup { CREATE TABLE permutation (a int); }
session "s1"
step "r1" { SELECT 1; }
session s2
step w2	{ UPDATE t SET a = 1; }
permutation "r1" w2 c1
permutation w2(*) r1
  c1
`;
    const found = writtenPermutations(spec);
    expect(found.map(({ steps }) => steps)).toEqual(["r1 w2 c1", "w2 r1 c1"]);
    expect(spec.slice(found[1]?.start, found[1]?.end)).toBe("permutation w2(*) r1\n  c1");
  });
});
