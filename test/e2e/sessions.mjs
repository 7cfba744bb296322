/**
 * The runs of VS Code that `npm run test:e2e` makes, one after the other: a suite of this folder, and the folder of
 * the repository whose copy is opened. Each costs eight seconds of starting, so tests share one where they can.
 * With `asksForTrust` the folder is not trusted; with `startsPostgres` dev servers live in a folder of their own, which
 * goes at the end. One with `onlyWhenNamed` is run by another script, which says in `DYNPGEXT_E2E_FOLDER` what to open.
 */
export const sessions = [
  { name: "workbench", suite: "workbench.session.ts", workspace: "examples/broken_dynpgext" },
  {
    name: "untrusted",
    suite: "untrusted.session.ts",
    workspace: "examples/broken_dynpgext",
    asksForTrust: true,
  },
  { name: "regions", suite: "regions.session.ts", workspace: "examples/broken_regions" },
  { name: "clean", suite: "clean.session.ts", workspace: "examples/hello_dynpgext" },
  {
    name: "devPostgres",
    suite: "devPostgres.session.ts",
    workspace: "examples/hello_dynpgext",
    startsPostgres: true,
  },
  {
    name: "newExtension",
    suite: "newExtension.session.ts",
    workspace: "test/e2e/workspaces/empty",
    startsPostgres: true,
  },
  {
    name: "testing",
    suite: "testing.session.ts",
    workspace: "examples/hello_dynpgext",
    startsPostgres: true,
  },
  {
    name: "debug",
    suite: "debug.session.ts",
    workspace: "examples/hello_dynpgext",
    startsPostgres: true,
  },
  {
    name: "processMemory",
    suite: "processMemory.session.ts",
    workspace: "examples/hello_dynpgext",
    startsPostgres: true,
  },
  {
    name: "corpusTests",
    suite: "corpusTests.session.ts",
    workspace: process.env.DYNPGEXT_E2E_FOLDER ?? "",
    startsPostgres: true,
    onlyWhenNamed: true,
  },
];
