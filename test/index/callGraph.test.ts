import { describe, expect, it } from "vitest";
import { CFacts } from "../../server/src/facts/cFacts";
import { CallGraph } from "../../server/src/index/callGraph";
import { IncludeResolver } from "../../server/src/index/includes";
import { LibraryProgram } from "../../server/src/index/libraryProgram";
import { learnMacros } from "../../server/src/syntax/c/learnMacros";
import { readC } from "../../server/src/syntax/c/readC";

/** Names of the functions that `root` reaches in one file, itself apart. */
function reached(text: string, root: string): string[] {
  const file = new CFacts(
    "/w/a.c",
    readC(text, { pgMajor: 15, knowledge: learnMacros([]), defines: new Map() }),
  );
  const library = {
    id: "a",
    name: "a",
    directory: "/w",
    sources: ["/w/a.c"],
    system: "none",
    isCertain: true,
    defines: new Map<string, string>(),
    includeDirectories: [],
    forcedIncludes: [],
    extensions: [],
  } as const;
  const program = new LibraryProgram(
    library,
    () => file,
    new IncludeResolver(new Set(["/w/a.c"])),
    new Set(),
    15,
  );
  const fn = program.findFunction(root, "/w/a.c");
  if (!fn) throw new Error(`no function ${root}`);
  return [...new CallGraph(program).reachableFrom([fn])]
    .map(({ name }) => name)
    .filter((name) => name !== root);
}

describe("CallGraph", () => {
  it("follows calls, addresses that are passed on, and macros", () => {
    const text =
      "#define RUN(x) do { c(x); } while (0)\nvoid a(void) {}\nvoid b(void) { a(); }\nvoid c(int x) {}\nvoid d(void) {}\nvoid f(void) { b(); RUN(1); on_exit(d); }\n";
    expect(reached(text, "f").sort()).toEqual(["a", "b", "c", "d"]);
  });

  it("follows tables of function pointers", () => {
    const text =
      "void a(void) {}\nvoid b(void) {}\nstatic void (*const steps[])(void) = {a, b};\nvoid f(void) { for (int i = 0; i < 2; i++) steps[i](); }\n";
    expect(reached(text, "f").sort()).toEqual(["a", "b"]);
  });
});
