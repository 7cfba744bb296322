import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { functionParts } from "../../server/src/engine/functionParts";
import type { RegionTrace } from "../../server/src/flow/regions/regionEvent";
import { describe as lines, findingsOf, root, workspaceOf, workspaceOptions } from "./analyseFiles";

const helpers = `#include "postgres.h"

void
close_it(int x)
{
	x++;
	SPI_finish();
}

char *
make_name(int x)
{
	x++;
	return psprintf("%d", x);
}

void
free_both(char *a, char *b)
{
	pfree(a);
	pfree(b);
}
`;

const callers = `#include "postgres.h"

void close_it(int x);
void free_both(char *a, char *b);
char *make_name(int x);

Datum
uses_close(PG_FUNCTION_ARGS)
{
	char *name;

	SPI_connect();
	name = make_name(2);
	close_it(1);
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

Datum
uses_free(PG_FUNCTION_ARGS)
{
	char *a = pstrdup("a");
	char *b = pstrdup("b");

	free_both(a, b);
	PG_RETURN_INT32(strlen(a));
}

Datum
alone(PG_FUNCTION_ARGS)
{
	char *own = pstrdup("own");

	pfree(own);
	PG_RETURN_BOOL(own == NULL);
}
`;

/** A workspace of these two files that tells which functions were analysed anew. */
function make(others = "") {
  const traces = new Map<string, RegionTrace>();
  let analysed: string[] = [];
  let asked: string[] = [];
  const workspace = createWorkspace(root, workspaceOptions(), {
    ...functionParts,
    mayConcernRegions(program, fn) {
      asked.push(fn.name);
      return functionParts.mayConcernRegions(program, fn);
    },
    regionsOf(program, fn) {
      const trace = functionParts.regionsOf(program, fn);
      if (traces.get(fn.name) !== trace) analysed.push(fn.name);
      traces.set(fn.name, trace);
      return trace;
    },
  });
  const texts = new Map([
    ["helpers.c", helpers],
    ["callers.c", callers],
    ["others.c", others],
  ]);
  for (const [name, text] of texts) workspace.setFile(`${root}/${name}`, text);
  workspace.analyze();
  return {
    /** The functions that an edit causes to be analysed again. */
    edit(file: string, from: string, to: string): string[] {
      const text = texts.get(file)!;
      expect(text).toContain(from);
      texts.set(file, text.replace(from, to));
      analysed = [];
      asked = [];
      workspace.setFile(`${root}/${file}`, texts.get(file)!);
      workspace.analyze();
      return analysed.sort();
    },
    /** The functions that the last edit had looked at. */
    asked: () => asked,
    /** What is found now, after having checked that a new workspace finds the same. */
    found(): string[] {
      const { findings } = workspace.analyze();
      expect([...findings.values()].flat()).toEqual(findingsOf(workspaceOf(texts).analyze()));
      return lines(texts, [...findings.values()].flat());
    },
  };
}

const both = ["callers.c:15 region-use-after-close", "callers.c:25 region-double-free"];

describe("an edit inside a function", () => {
  it("has that function analysed again, and no other", () => {
    const { edit, found } = make();
    expect(found()).toEqual(both);
    expect(edit("callers.c", "own == NULL", "own != NULL")).toEqual(["alone"]);
    expect(edit("callers.c", "strlen(a)", "a == b")).toEqual(["uses_free"]);
    expect(found()).toEqual(["callers.c:15 region-use-after-close"]);
  });

  it("has its callers analysed again only when what it does to their memory has changed", () => {
    const { edit, found } = make();
    expect(edit("helpers.c", "x++;\n\treturn", "x += 2;\n\treturn")).toEqual([]);
    expect(found()).toEqual(both);
    expect(edit("helpers.c", "\tSPI_finish();\n", "\tif (x < 0)\n\t\tSPI_finish();\n")).toEqual([
      "close_it",
      "uses_close",
    ]);
    expect(found()).toEqual(["callers.c:25 region-double-free"]);
    // What is never used afterwards is not looked at: neither in the function that frees, nor where it frees something else.
    expect(edit("helpers.c", "\tpfree(a);\n", "")).toEqual([]);
    expect(found()).toEqual([]);
    expect(edit("helpers.c", "\tpfree(b);\n", "\tpfree(b);\n\tpfree(a);\n")).toEqual(["uses_free"]);
    expect(found()).toEqual(["callers.c:25 region-double-free"]);
  });

  it("leaves functions alone that it does not concern, however many there are", () => {
    const { edit, asked } = make(
      Array.from({ length: 300 }, (_, i) => `void\nquiet_${i}(void)\n{\n\tpfree(palloc(${i}));\n}\n`).join(
        "\n",
      ),
    );
    edit("callers.c", "own == NULL", "own != NULL");
    expect(asked()).toContain("alone");
    expect(asked().length).toBeLessThan(10);
    // What others rely on has changed.
    edit("helpers.c", "\tSPI_finish();\n", "");
    expect(asked().length).toBeGreaterThan(300);
    edit("callers.c", "own != NULL", "own == NULL");
    expect(asked().length).toBeLessThan(10);
  });

  it("has a function looked at whose memory turns out to be shared", () => {
    const { edit, found } = make(
      "typedef struct State { int x; } State;\nState *state;\n\nvoid\nkeep(void)\n{\n\tstate->x = 1;\n}\n",
    );
    const shared = '\tstate = ShmemInitStruct("s", 4, NULL);\n\tpfree(own);\n';
    expect(edit("callers.c", "\tpfree(own);\n", shared)).toContain("keep");
    found();
  });

  it("moves what is found behind it without an analysis", () => {
    const { edit, found } = make();
    expect(edit("callers.c", "name = make_name(2);", "\n\tname = make_name(2);")).toEqual(["uses_close"]);
    expect(found()).toEqual(["callers.c:16 region-use-after-close", "callers.c:26 region-double-free"]);
  });
});
