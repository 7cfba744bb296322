import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import type { IndexedWorkspace } from "../../server/src/engine/workspace";
import { exampleFiles, root, workspaceOf, workspaceOptions, type Files } from "./analyseFiles";

const example = "broken_dynpgext";
const typed = '\tif (x) return "";\n';

function livingWorkspace(files: Files): IndexedWorkspace {
  const workspace = createWorkspace(root, workspaceOptions());
  for (const [name, text] of files) workspace.setFile(`${root}/${name}`, text);
  return workspace;
}

/** The start of the first line of every function's body. */
function bodiesIn(text: string): readonly number[] {
  return [...text.matchAll(/^\{\n/gmu)].map((match) => match.index + match[0].length);
}

describe("typing into a function", () => {
  const files = exampleFiles(example);
  const sources = [...files.keys()].filter((name) => name.endsWith(".c"));

  it.each(sources)("changes what a fresh analysis says, letter by letter (%s)", async (name) => {
    const texts = new Map(files);
    const original = files.get(name)!;
    const workspace = livingWorkspace(texts);
    workspace.analyze();
    for (const at of bodiesIn(original)) {
      await nextTurn();
      // Some of the letters there, and the whole away again.
      for (const length of [1, 5, 9, 15, typed.length, 0]) {
        texts.set(name, original.slice(0, at) + typed.slice(0, length) + original.slice(at));
        workspace.setFile(`${root}/${name}`, texts.get(name)!);
        const { findings, internalErrors } = workspace.analyze();
        expect(internalErrors).toEqual([]);
        expect([...findings].sort()).toEqual([...workspaceOf(texts).analyze().findings].sort());
      }
    }
  });

  it("evaluates no function behind it again, and leaves published findings as they were", () => {
    const name = sources.find((source) => bodiesIn(files.get(source)!).length > 3)!;
    const original = files.get(name)!;
    const workspace = livingWorkspace(files);
    const before = workspace.analyze().findings;
    const copy = structuredClone([...before]);
    const traces = workspace.index.interfaceLibraries.flatMap((view) => view.traces);
    const at = bodiesIn(original)[0]!;
    workspace.setFile(`${root}/${name}`, original.slice(0, at) + "\n" + original.slice(at));
    const first = workspace.index.interfaceLibraries
      .flatMap(({ program }) => program.functions)
      .find((fn) => fn.path.endsWith(name) && fn.base <= at && at < fn.base + fn.text.length)!;
    const after = workspace.index.interfaceLibraries.flatMap((view) => view.traces);
    const moved = traces.filter(({ root: fn }) => fn.path.endsWith(name) && fn.base > first.base);
    expect(moved.length).toBeGreaterThan(0);
    const again = moved.filter((trace) => !after.includes(trace)).map(({ root: fn }) => fn.name);
    const callers = new Set(
      workspace.index.interfaceLibraries.flatMap(({ callGraph }) =>
        [...callGraph.leadingTo([first])].map((fn) => fn.name),
      ),
    );
    expect(again.filter((fn) => !callers.has(fn))).toEqual([]);
    expect([...before]).toEqual(copy);
  });
});
