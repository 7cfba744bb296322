import { isDeepStrictEqual } from "node:util";
import type { Severity } from "../base/finding";
import type { Status } from "../protocol/status";
import type { FolderReport } from "./folderReport";
import type { WorkspaceFolder } from "./workspaceFolder";

/** Tells the client how far the analysis is, whenever that has changed. */
export class StatusReport {
  private shown: Status | undefined;

  constructor(private readonly send: (status: Status) => void) {}

  show(folders: readonly WorkspaceFolder[], reports: readonly FolderReport[]): void {
    const status = statusOf(folders, reports);
    if (isDeepStrictEqual(status, this.shown)) return;
    this.shown = status;
    this.send(status);
  }
}

function statusOf(folders: readonly WorkspaceFolder[], reports: readonly FolderReport[]): Status {
  const findings: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const report of reports) {
    const counts = report.counts();
    findings.error += counts.error;
    findings.warning += counts.warning;
    findings.info += counts.info;
    findings.hint += counts.hint;
  }
  const hasFindings = Object.values(findings).some((count) => count > 0);
  const isIndexing = folders.some((folder) => folder.state === "indexing");
  const isStopped = folders.some((folder) => folder.state === "stopped");
  const settled = isStopped ? "stopped" : hasFindings ? "problems" : "ok";
  // While folders are read their number of files grows at every turn; nobody wants to hear each of them.
  const files = isIndexing ? 0 : folders.reduce((sum, folder) => sum + folder.fileCount, 0);
  return { state: isIndexing ? "indexing" : settled, files, findings };
}
