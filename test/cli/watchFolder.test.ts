import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watchFolder } from "../../cli/src/test/watchFolder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dynpgext-watch-"));
  mkdirSync(join(folder, "sql"));
  writeFileSync(join(folder, "sql", "a.sql"), "");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As `sed -i` and many editors save. */
function replace(path: string): void {
  writeFileSync(join(folder, "half.tmp"), "x");
  renameSync(join(folder, "half.tmp"), join(folder, path));
}

it("sees every change of a file that is replaced, files of new folders, and nothing that a build writes", async () => {
  const abort = new AbortController();
  const changes = watchFolder(folder, abort.signal);
  const next = async (change: () => void): Promise<string | undefined> => {
    const coming = changes.next();
    // The generator begins to watch when it is asked for the first time.
    const timer = setInterval(change, 100);
    const { value } = await coming;
    clearInterval(timer);
    return value as string | undefined;
  };
  for (let time = 0; time < 3; time++) expect(await next(() => replace("sql/a.sql"))).toBe("sql/a.sql");
  expect(await next(() => mkdirSync(join(folder, "new"), { recursive: true }))).toBe("new");
  const inNew = next(() => {
    writeFileSync(join(folder, "a.o"), "");
    writeFileSync(join(folder, "new", "b.sql"), "x");
  });
  expect(await inNew).toMatch(/^new(?:\/b\.sql)?$/);
  abort.abort();
  expect((await changes.next()).done).toBe(true);
});
