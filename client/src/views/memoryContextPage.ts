import { randomBytes } from "node:crypto";
import { Uri, type Webview } from "vscode";

/** The page of the view: a tree and a map, filled by its script. Nothing is loaded but the two files of ours. */
export function memoryContextPage(webview: Webview, extensionUri: Uri): string {
  const nonce = randomBytes(16).toString("base64url");
  const media = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(extensionUri, "client", "media", name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${media("memoryContexts.css")}">
  <title>Memory Contexts</title>
</head>
<body>
  <header>
    <h1 id="title">Memory Contexts</h1>
    <div id="buttons">
      <button id="refresh" title="Read again (R)">Refresh</button>
      <button id="choose" title="Look at another process">Other Process…</button>
    </div>
    <dl id="totals" aria-label="Totals"></dl>
  </header>
  <p id="problem" role="alert" hidden></p>
  <main>
    <section id="list" aria-label="Memory contexts, largest first">
      <div id="head" aria-hidden="true">
        <span class="name">Context</span><span title="With all below">Total</span><span>Itself</span><span>Used</span
        ><span>Free</span><span>Blocks</span>
      </div>
      <div id="tree" role="tree" aria-label="Memory contexts"></div>
    </section>
    <section id="map" aria-label="Map of the memory by size">
      <nav id="path" aria-label="Where the map begins"></nav>
      <div id="tiles" role="listbox" aria-label="Contexts by size"></div>
    </section>
  </main>
  <p id="state" role="status" aria-live="polite"></p>
  <script nonce="${nonce}" src="${media("memoryContexts.js")}"></script>
</body>
</html>`;
}
