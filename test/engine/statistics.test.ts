import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { root, workspaceOptions } from "./analyseFiles";

const text = `#define INIT(v) = v
#define forever for (;;)

int f(int a)
{
	int x INIT(3);

	if (a)
		forever { g(); }
	else
		return x;
}

int g(void)
{
	return 1 +;
}
`;

describe("the statistics of a workspace", () => {
  const measured = (learnsMacros?: boolean) => {
    const options = learnsMacros === undefined ? {} : { learnsMacros };
    const workspace = createWorkspace(root, { ...workspaceOptions(), ...options });
    workspace.setFile(`${root}/a.c`, text);
    return workspace.statistics();
  };

  it("count the functions, and those that were not understood", () => {
    expect(measured()).toEqual({ files: 1, functions: 2, filesWithHoles: 1, functionsWithHoles: 1 });
  });

  it("can do without what the project's own macros teach", () => {
    expect(measured(true)).toEqual(measured());
    expect(measured(false)).toEqual({ files: 1, functions: 2, filesWithHoles: 1, functionsWithHoles: 2 });
  });
});
