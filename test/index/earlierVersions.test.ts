import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { root, workspaceOptions } from "../engine/analyseFiles";

const path = `${root}/counter.c`;
const source = (body: string): string => `#include "postgres.h"

static int counter = 0;

int
next(int step)
{
	char *text = palloc(step);

	${body}
	pfree(text);
	return counter += step;
}

int
twice(void)
{
	return next(1) + next(2);
}
`;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

describe("the versions of a library before an edit", () => {
  it("are not kept", async () => {
    const workspace = createWorkspace(root, workspaceOptions());
    const earlier: WeakRef<object>[] = [];
    for (let edit = 0; edit < 20; edit++) {
      workspace.setFile(path, source("f();".repeat(edit)));
      workspace.analyze();
      earlier.push(
        new WeakRef(workspace.index.programFor(path)!),
        new WeakRef(workspace.index.cFiles.get(path)!),
      );
    }
    // What a WeakRef was made of in this turn is kept until the next.
    await nextTurn();
    collectGarbage();
    const kept = earlier.filter((ref) => ref.deref() !== undefined).length;
    expect(kept).toBeLessThan(8);
  });
});
