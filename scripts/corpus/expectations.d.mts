/** Types of `expectations.mjs` for its tests. */
export interface KeptFinding {
  rule: string;
  severity: string;
  path: string;
  line: number;
  column: number;
  message: string;
}

export interface JudgedFinding extends KeptFinding {
  verdict: string;
  why: string;
}

export const verdicts: readonly string[];
export const holeShareBudget: number;
export function judgeFindings(
  findings: readonly KeptFinding[],
  expected: readonly JudgedFinding[],
): { judged: JudgedFinding[]; gone: JudgedFinding[] };
export function faultsOf(outcome: {
  functions: number;
  holes: { functions: number };
  internalErrors: readonly unknown[];
  failures: readonly { workspace: string; failure: string }[];
  judged: readonly JudgedFinding[];
  isBudgeted: boolean;
}): string[];
