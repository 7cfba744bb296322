import { describe, expect, it } from "vitest";
import { findHover } from "../../server/src/features/hover/findHover";
import { listHints } from "../../server/src/features/listHints";
import { root } from "../engine/analyseFiles";
import { Editing } from "./editing";

const source = `#include "postgres.h"

Datum
greeting(PG_FUNCTION_ARGS)
{
	MemoryContext old;
	char	   *name;
	char	   *copy;
	char	   *own = pstrdup("mine");

	SPI_connect();
	name = pstrdup("theirs");
	old = MemoryContextSwitchTo(TopMemoryContext);
	copy = pstrdup(name);
	MemoryContextSwitchTo(old);
	SPI_finish();
	elog(NOTICE, "%s %s %s", own, copy, name);
	PG_RETURN_VOID();
}
`;

async function editing(): Promise<Editing> {
  return Editing.of(new Map([["a.c", source]]));
}

describe("hints about memory regions", () => {
  it("stand where the code does not say in which context it works, and nowhere else", async () => {
    const { workspace } = await editing();
    const all = { start: 0, end: source.length };
    const shown = (regions: boolean) =>
      listHints(workspace, `${root}/a.c`, all, { names: false, scopes: false, regions }).map(
        ({ offset, label }) =>
          `${source.slice(source.lastIndexOf("\n", offset) + 1, offset).trim()} <${label}>`,
      );
    expect(shown(true)).toEqual([
      "SPI_connect() <→ SPI region #1>",
      'name = pstrdup("theirs") <→ SPI region #1>',
      "copy = pstrdup(name) <→ TopMemoryContext>",
      "MemoryContextSwitchTo(old) <→ SPI region #1>",
      "SPI_finish() <ends SPI region #1>",
    ]);
    expect(shown(false)).toEqual([]);
  });
});

describe("hover on a variable", () => {
  async function hovered(before: string, word: string): Promise<string> {
    const { workspace } = await editing();
    const offset = source.indexOf(word, source.indexOf(before));
    return findHover(workspace, `${root}/a.c`, offset + 1)?.markdown ?? "";
  }

  it("tells in which region its memory is and what ends it", async () => {
    const text = await hovered("copy = pstrdup(name", "name");
    expect(text).toContain("**Memory**: `name` was allocated in SPI region #1 by `pstrdup`, line 12.");
    expect(text).toContain("It lives until `SPI_finish` (line 16).");
  });

  it("says that the memory is gone where it is", async () => {
    const text = await hovered("copy, name", "name");
    expect(text).toContain("**It is gone here**: `SPI_finish` (line 16) has ended it.");
  });

  it("says nothing where nobody knows", async () => {
    expect(await hovered("PG_FUNCTION_ARGS", "greeting")).not.toContain("**Memory**");
  });
});
