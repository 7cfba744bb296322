import { describe, expect, it } from "vitest";
import { chooseTests } from "../../../devpg/src/plan/tests/chooseTests";
import type { TestSuite } from "../../../devpg/src/project/tests/testSuite";

/** A suite with a test per script; `a+b` are a group. */
function suite(names: string, loadExtensions: readonly string[] = []): TestSuite {
  const groups = names
    .split(" ")
    .map((group) => group.split("+").map((name) => ({ name, path: name, expected: [] })));
  const options = { database: "d", loadExtensions, noLocale: false, others: [] };
  return {
    ...{ kind: "regress", folder: "/w", inputFolder: "/w", expectedFolder: "/w", groups, options },
    ...{ prepare: [], isOpen: false, isCertain: true },
  };
}

/** What is run when `ids` are asked for: groups, those that only prepare in parentheses. */
function checkChoice(
  of: TestSuite,
  ids: readonly string[],
  scripts: Readonly<Record<string, string>>,
  run: string,
): void {
  const [chosen] = chooseTests(
    [of],
    ids.map((name) => `regress/${name}`),
    (path) => scripts[path],
  );
  const text = (chosen?.groups ?? []).map((group) =>
    group.map(({ name }) => (chosen?.preparing.has(name) === true ? `(${name})` : name)).join("+"),
  );
  expect(text.join(" ")).toBe(run);
}

describe("choosing tests", () => {
  it("runs one alone that creates its extension", () => {
    checkChoice(suite("a b c"), ["b"], { b: "-- x\ncreate extension e;" }, "b");
  });

  it("runs before one that does not what stands before it", () => {
    checkChoice(suite("a b+c d"), ["c"], { a: "CREATE EXTENSION e;" }, "(a) c");
    checkChoice(suite("a b+c d"), ["d"], { a: "CREATE EXTENSION e;" }, "(a) (b)+(c) d");
  });

  it("runs one alone where pg_regress creates the extension", () => {
    checkChoice(suite("a b", ["e"]), ["b"], {}, "b");
  });
});
