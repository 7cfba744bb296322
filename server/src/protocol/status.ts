/** `dynpgext/status`: a notification of the server, sent whenever what it says has changed. */
export const statusMethod = "dynpgext/status";

export interface Status {
  /**
   * indexing: files are being read, nothing is known yet; ok: no finding; problems: findings were published;
   * stopped: the user cancelled the indexing of a folder, whose findings are withheld until the server starts again.
   */
  readonly state: "indexing" | "ok" | "problems" | "stopped";
  /** Files that are analysed, in all folders. */
  readonly files: number;
  readonly findings: FindingCounts;
}

export interface FindingCounts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
}
