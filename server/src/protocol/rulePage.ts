/** Where the page of a rule can be read: what `codeDescription` links to. */
export function rulePageUrl(rule: string): string {
  return `https://github.com/dynpgext/dynpgext-vscode/blob/main/docs/rules/${encodeURIComponent(rule)}.md`;
}
