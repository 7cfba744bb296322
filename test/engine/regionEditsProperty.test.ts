import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { findingsOf, root, workspaceOf, workspaceOptions } from "./analyseFiles";
import "../properties/seed";

/** What a helper does, and what its caller does with it: bodies that an edit may put in the place of others. */
const helperBodies = [
  "\treturn NULL;",
  '\treturn pstrdup("own");',
  "\tpfree(given);\n\treturn NULL;",
  "\tSPI_finish();\n\treturn NULL;",
  "\treturn given;",
  "\tMemoryContextSwitchTo(CurTransactionContext);\n\treturn given;",
  '\tgiven = ShmemInitStruct("state", 8, NULL);\n\treturn given;',
  "\treturn helper_0(given);",
];
const callerBodies = [
  "\tPG_RETURN_VOID();",
  '\tchar *x = pstrdup("x");\n\n\thelper_0(x);\n\tPG_RETURN_TEXT_P(cstring_to_text(x));',
  '\tchar *x = pstrdup("x");\n\n\thelper_1(x);\n\tpfree(x);\n\tPG_RETURN_VOID();',
  "\tchar *x;\n\n\tSPI_connect();\n\tx = helper_1(NULL);\n\tSPI_finish();\n\tPG_RETURN_TEXT_P(cstring_to_text(x));",
  "\tSPI_connect();\n\thelper_0(NULL);\n\tPG_RETURN_VOID();",
  '\tchar *x = helper_1(pstrdup("x"));\n\n\tpfree(x);\n\tPG_RETURN_INT32(strlen(x));',
];

const textOf = {
  "helpers.c": (bodies: readonly number[]) =>
    [
      '#include "postgres.h"\n',
      ...bodies.map((body, i) => `char *\nhelper_${i}(char *given)\n{\n${helperBodies[body]!}\n}\n`),
    ].join("\n"),
  "callers.c": (bodies: readonly number[]) =>
    [
      '#include "postgres.h"\n\nchar *helper_0(char *given);\nchar *helper_1(char *given);\n',
      ...bodies.map((body, i) => `Datum\ncaller_${i}(PG_FUNCTION_ARGS)\n{\n${callerBodies[body]!}\n}\n`),
    ].join("\n"),
};

interface Typed {
  readonly file: keyof typeof textOf;
  readonly at: number;
  readonly body: number;
  /** How much is analysed before the next edit, in characters. */
  readonly pause: number;
}

const edits: fc.Arbitrary<readonly Typed[]> = fc.array(
  fc.record({
    file: fc.constantFrom("helpers.c" as const, "callers.c" as const),
    at: fc.nat(2),
    body: fc.nat(20),
    pause: fc.constantFrom(0, 1, 40, 200, 100_000),
  }),
  { maxLength: 10 },
);

describe("edits inside functions, one after the other, some before all is analysed", () => {
  it("lead to what a new workspace finds", () => {
    fc.assert(
      fc.property(edits, (all) => {
        const bodies = { "helpers.c": [0, 1, 2], "callers.c": [1, 2, 3] };
        const workspace = createWorkspace(root, workspaceOptions());
        const texts = new Map<string, string>();
        const write = (file: keyof typeof textOf): void => {
          texts.set(file, textOf[file](bodies[file]));
          workspace.setFile(`${root}/${file}`, texts.get(file)!);
        };
        write("helpers.c");
        write("callers.c");
        workspace.prioritize(new Set([`${root}/callers.c`]));
        workspace.analyze();
        for (const { file, at, body, pause } of all) {
          bodies[file][at] = body % (file === "helpers.c" ? helperBodies : callerBodies).length;
          write(file);
          if (pause > 0) workspace.analyzeSome(pause);
        }
        const found = [...workspace.analyze().findings.values()].flat();
        expect(found).toEqual(findingsOf(workspaceOf(texts).analyze()));
      }),
      { numRuns: 150 },
    );
  });
});
