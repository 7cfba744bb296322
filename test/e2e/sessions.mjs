/**
 * The runs of VS Code that `npm run test:e2e` makes, one after the other: a suite of this folder, and the folder of
 * the repository whose copy is opened. Each costs eight seconds of starting, so tests share one where they can.
 */
export const sessions = [
  { name: "workbench", suite: "workbench.session.ts", workspace: "examples/broken_dynpgext" },
];
