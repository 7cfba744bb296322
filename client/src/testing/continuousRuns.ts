import { workspace, type CancellationToken, type TestRunRequest, type Uri } from "vscode";

/** Runs again what the user wants run whenever a file of an extension is saved. */
export class ContinuousRuns {
  private readonly requests = new Set<TestRunRequest>();
  private running = Promise.resolve();
  private isWaiting = false;

  constructor(private readonly run: (request: TestRunRequest, token: CancellationToken) => Promise<void>) {}

  private readonly tokens = new Map<TestRunRequest, CancellationToken>();

  add(request: TestRunRequest, token: CancellationToken): void {
    this.requests.add(request);
    this.tokens.set(request, token);
    token.onCancellationRequested(() => {
      this.requests.delete(request);
      this.tokens.delete(request);
    });
  }

  /** Saves that come while tests run bring about one more run. */
  saved(uri: Uri): void {
    const isOurs =
      workspace.getWorkspaceFolder(uri) !== undefined &&
      /\.(?:c|h|y|l|cc|cpp|sql|out|spec|pl|control|ya?ml)$|Makefile$|meson\.build$|CMakeLists\.txt$/.test(
        uri.path,
      );
    if (!isOurs || this.requests.size === 0 || this.isWaiting) return;
    this.isWaiting = true;
    this.running = this.running.then(async () => {
      this.isWaiting = false;
      for (const request of [...this.requests]) {
        const token = this.tokens.get(request);
        if (token?.isCancellationRequested === false) await this.run(request, token);
      }
    });
  }
}
