import { readProject } from "./readProject";

/**
 * The folder whose dev Postgres is meant by `folder`: that of the extension, also when it is the only one somewhere
 * below. So a terminal in the extension's folder and an editor that has opened the repository share one server.
 */
export async function projectFolder(folder: string): Promise<string> {
  const project = await readProject(folder);
  return project.ok ? project.value.folder : folder;
}
