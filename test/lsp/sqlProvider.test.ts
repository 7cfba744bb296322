import { describe, expect, it } from "vitest";
import type { SqlParser } from "../../server/src/syntax/sql/sqlParser";
import { Folders } from "../../server/src/lsp/folders";
import { PendingWork } from "../../server/src/lsp/pendingWork";
import { SqlProvider } from "../../server/src/lsp/sqlProvider";
import { defaultSettings } from "../../server/src/engine/settings";
import { fakeParts } from "./fakeEngine";

const parser: SqlParser = { parse: () => ({ kind: "failed" }) };

/** A ready folder with one file, and how often it was given a parser. */
function withFile(name: string): { folders: Folders; given: () => number } {
  let given = 0;
  const folders = new Folders({
    ...fakeParts,
    createWorkspace: (root, options) => {
      const workspace = fakeParts.createWorkspace(root, options);
      return Object.assign(workspace, { provideSqlParser: () => void given++ });
    },
  });
  const folder = folders.add("/folder", "workspace");
  folder.configure({ settings: defaultSettings, pgMajor: 17 });
  folder.setText(`/folder/${name}`, "text");
  folder.state = "ready";
  return { folders, given: () => given };
}

function pendingWork(): PendingWork {
  return new PendingWork({
    failure: (what: string, error: unknown) => expect.fail(`${what}: ${String(error)}`),
  } as never);
}

describe("the parser for SQL", () => {
  it("is loaded once, after the analysis, for a folder with scripts", async () => {
    const { folders, given } = withFile("x--1.0.sql");
    let loads = 0;
    const loaded = new Promise<void>((resolve) => {
      const provider = new SqlProvider(folders, pendingWork(), () => {
        loads++;
        queueMicrotask(() => queueMicrotask(resolve));
        return Promise.resolve(parser);
      });
      provider.provide();
      provider.provide();
      expect(loads).toBe(0);
    });
    await loaded;
    expect([loads, given()]).toEqual([1, 1]);
  });

  it("is not asked for where there are none", () => {
    const { folders } = withFile("x.c");
    expect(folders.all().map(({ lacksSqlParser }) => lacksSqlParser)).toEqual([false]);
  });
});
