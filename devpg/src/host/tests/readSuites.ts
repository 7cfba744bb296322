import { discoverTests } from "../../project/tests/discoverTests";
import type { TestSuite } from "../../project/tests/testSuite";
import type { DevResult } from "../devPostgres";
import { readProject, readTree } from "../readProject";

/** The tests of the project of a folder, as its files are now. Fails as `readProject` does. */
export async function readSuites(
  folder: string,
  options: { readonly pgMajor?: number } = {},
): Promise<DevResult<readonly TestSuite[]>> {
  const project = await readProject(folder, options);
  if (!project.ok) return project;
  const tree = readTree(project.value.folder);
  return { ok: true, value: tree === undefined ? [] : discoverTests(tree, project.value, options) };
}
