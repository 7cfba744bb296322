import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver/node";

/** The client's progress display while folders are read. The reading does not wait for the client to show it. */
export class IndexingProgress {
  private reporter: WorkDoneProgressServerReporter | undefined;
  private hasEnded = false;
  private message = "reading files";

  private constructor(private readonly onCancel: () => void) {}

  static begin(
    connection: Connection,
    onCancel: () => void,
    onFailure: (error: unknown) => void,
  ): IndexingProgress {
    const progress = new IndexingProgress(onCancel);
    connection.window.createWorkDoneProgress().then((reporter) => progress.show(reporter), onFailure);
    return progress;
  }

  report(message: string): void {
    this.message = message;
    this.reporter?.report(message);
  }

  end(): void {
    this.hasEnded = true;
    this.reporter?.done();
  }

  private show(reporter: WorkDoneProgressServerReporter): void {
    this.reporter = reporter;
    reporter.begin("Dynpgext", undefined, this.message, true);
    if (this.hasEnded) reporter.done();
    else reporter.token.onCancellationRequested(this.onCancel);
  }
}
