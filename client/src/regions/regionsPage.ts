export interface RegionsPageOptions {
  /** For this page alone: nothing without it is run. */
  readonly nonce: string;
}

/**
 * The page around the drawing. The drawing comes by messages, so that it follows the cursor without a flash:
 * `{ html }` replaces it, `{ line }` marks the line that the cursor is in. It answers with `{ line }` on a click.
 */
export function regionsPage({ nonce }: RegionsPageOptions): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Memory Regions</title>
<style nonce="${nonce}">${style}</style>
</head>
<body><main id="plot" aria-live="polite"></main><script nonce="${nonce}">${script}</script></body>
</html>`;
}

const style = `
body { color: var(--vscode-foreground); font-size: var(--vscode-font-size); padding: 0 12px 24px; }
h1 { font-size: 1.15em; font-family: var(--vscode-editor-font-family); margin: 12px 0 8px; }
ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 12px; }
.c0 { --lane: var(--vscode-charts-blue); } .c1 { --lane: var(--vscode-charts-orange); }
.c2 { --lane: var(--vscode-charts-green); } .c3 { --lane: var(--vscode-charts-purple); }
.c4 { --lane: var(--vscode-charts-yellow); } .c5 { --lane: var(--vscode-charts-red); }
.c0, .c1, .c2, .c3, .c4, .c5 { color: var(--lane); }
ul.regions li b { display: inline-block; min-width: 1.4em; text-align: center; border-radius: 3px; margin-right: 4px;
  color: var(--vscode-editor-background); background: var(--lane); }
table { border-collapse: collapse; width: 100%; }
th { font-weight: normal; opacity: 0.8; text-align: left; padding: 2px 8px; }
th.lane { text-align: center; padding: 2px 0; opacity: 1; }
td { padding: 0 8px; height: 1.7em; vertical-align: middle; }
td.number { text-align: right; width: 1%; }
td.number a { color: var(--vscode-editorLineNumber-foreground); text-decoration: none; font-family: var(--vscode-editor-font-family); }
tr.here td.number a { color: var(--vscode-editorLineNumber-activeForeground); font-weight: bold; }
tbody tr { cursor: pointer; }
tbody tr:hover { background: var(--vscode-list-hoverBackground); }
tbody tr.here { background: var(--vscode-editor-lineHighlightBackground, var(--vscode-list-inactiveSelectionBackground)); box-shadow: inset 2px 0 0 var(--vscode-focusBorder); }
tbody tr.far td { border-top: 1px dotted var(--vscode-editorIndentGuide-background1, var(--vscode-panel-border)); }
.lane { position: relative; width: 24px; min-width: 24px; padding: 0; }
td.lane { height: 1.7em; }
.lane.above::before, .lane.below::after { content: ""; position: absolute; left: 50%; width: 2px; margin-left: -1px; background: currentColor; opacity: 0.45; }
.lane.above::before { top: 0; bottom: 50%; } .lane.below::after { top: 50%; bottom: 0; }
.lane.current.above::before, .lane.current.below::after { width: 6px; margin-left: -3px; opacity: 0.85; }
.mark { position: absolute; left: 50%; top: 50%; width: 9px; height: 9px; margin: -5px 0 0 -5px; box-sizing: border-box; z-index: 1; background: var(--vscode-editor-background); }
.mark.allocated { background: currentColor; border-radius: 50%; }
.mark.used { border: 2px solid currentColor; border-radius: 50%; }
.mark.freed { border: 2px solid currentColor; border-radius: 50%; background: linear-gradient(45deg, transparent 42%, currentColor 42%, currentColor 58%, transparent 58%), var(--vscode-editor-background); }
.mark.opened, .mark.closed { width: 16px; height: 3px; margin: -1px 0 0 -8px; background: currentColor; }
.mark.reset { width: 12px; height: 7px; margin: -3px 0 0 -6px; border-top: 2px solid currentColor; border-bottom: 2px solid currentColor; }
.mark.switchedTo { width: 0; height: 0; background: transparent; margin: -5px 0 0 -4px; border-left: 10px solid currentColor; border-top: 5px solid transparent; border-bottom: 5px solid transparent; }
.mark.usedAfterEnd { width: 11px; height: 11px; margin: -6px 0 0 -6px; border-radius: 50%; background: var(--vscode-errorForeground); }
td.code { max-width: 0; width: 90%; }
td.code div { display: flex; gap: 1.5em; white-space: nowrap; }
td.code code, .note { overflow: hidden; text-overflow: ellipsis; }
td.code code { flex: 0 1 auto; max-width: 52%; padding: 0; background: none; font-family: var(--vscode-editor-font-family); color: var(--vscode-editor-foreground); }
.note { flex: 1 1 0; color: var(--vscode-descriptionForeground); }
tr.fault .note { color: var(--vscode-errorForeground); }
ul.legend { margin-top: 18px; font-size: 0.9em; color: var(--vscode-descriptionForeground); }
ul.legend li { display: flex; align-items: center; }
ul.legend .lane { display: inline-block; height: 1.5em; margin-right: 4px; }
`;

const script = `
const vscode = acquireVsCodeApi();
const plot = document.getElementById("plot");
let shownLine = -1;
function mark() {
  let here;
  for (const row of plot.querySelectorAll("tbody tr")) {
    row.classList.remove("here");
    if (Number(row.dataset.line) <= shownLine) here = row;
  }
  if (here) {
    here.classList.add("here");
    here.scrollIntoView({ block: "nearest" });
  }
}
window.addEventListener("message", ({ data }) => {
  if (typeof data.html === "string") plot.innerHTML = data.html;
  if (typeof data.line === "number") shownLine = data.line;
  mark();
});
document.addEventListener("click", (event) => {
  const row = event.target.closest && event.target.closest("[data-line]");
  if (!row) return;
  event.preventDefault();
  vscode.postMessage({ line: Number(row.dataset.line) });
});
vscode.postMessage({ ready: true });
`;
