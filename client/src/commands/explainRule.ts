import { commands, env, Uri, window, workspace } from "vscode";
import { rulePageUrl } from "../../../server/src/protocol/rulePage";

/** Shows the page of a rule: of the given one, or of one that the user picks. */
export async function explainRule(extensionUri: Uri, given?: unknown): Promise<void> {
  const folder = Uri.joinPath(extensionUri, "docs", "rules");
  const pages = await pagesIn(folder);
  const rule =
    typeof given === "string" ? given : await window.showQuickPick(pages, { title: "Explain a rule" });
  if (rule === undefined) return;
  // The pages come with the extension, so this works without a network.
  if (pages.includes(rule))
    await commands.executeCommand("markdown.showPreview", Uri.joinPath(folder, `${rule}.md`));
  else await env.openExternal(Uri.parse(rulePageUrl(rule)));
}

/** The rules that have a page, by id. */
async function pagesIn(folder: Uri): Promise<string[]> {
  const entries = await workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  return entries
    .map(([name]) => /^([a-z0-9-]+)\.md$/.exec(name)?.[1])
    .filter((rule) => rule !== undefined)
    .sort();
}
