import { dirname, join } from "node:path";
import type { Layout } from "../../plan/layout";
import type { TestKind } from "../../project/tests/testSuite";

/** Where tests work, below the storage of a workspace; never in the user's tree. */
export interface TestFolders {
  readonly root: string;
  /** Copy of the project that the tests work in. */
  readonly input: string;
  /** Copy of the project that is built for a temporary server. */
  readonly source: string;
  /** What the programs of a kind of test write. */
  output(kind: TestKind): string;
  /** Counts that instrumented programs write. */
  readonly counts: string;
  /** Where all workspaces are kept: never copied, although it may lie within a project. */
  readonly storage: string;
  /** `DYNPGEXT_HOME` of a temporary server. */
  readonly home: string;
}

export function testFolders(layout: Pick<Layout, "build" | "workspaceRoot">): TestFolders {
  const root = join(layout.build, "tests");
  return {
    root,
    input: join(root, "input"),
    source: join(root, "source"),
    output: (kind) => join(root, "output", kind),
    counts: join(root, "counts"),
    storage: dirname(layout.workspaceRoot),
    home: join(root, "home"),
  };
}
