/**
 * The address that opens the workbench. Paths are absolute and may hold anything that a file system allows.
 * `workspace` is a folder or a `.code-workspace` file; `openFile`, `developmentPath` and `testsPath` are optional.
 */
export function workbenchUrl({ origin, token, workspace, developmentPath, testsPath, openFile }) {
  const payload = [];
  if (developmentPath) payload.push(["extensionDevelopmentPath", remoteUri(origin, developmentPath)]);
  if (testsPath) payload.push(["extensionTestsPath", remoteUri(origin, testsPath)]);
  if (openFile) payload.push(["openFile", remoteUri(origin, openFile)]);

  const url = new URL("/", origin);
  url.searchParams.set("tkn", token);
  if (workspace) url.searchParams.set(workspace.endsWith(".code-workspace") ? "workspace" : "folder", workspace);
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  // VS Code reads a plus sign of the query as a plus sign.
  return url.href.replaceAll("+", "%20");
}

function remoteUri(origin, path) {
  return `vscode-remote://${new URL(origin).host}${path.split("/").map(encodeURIComponent).join("/")}`;
}
