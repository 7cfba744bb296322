/** A small library in which `LOOK` is a look-up of memory that nobody allocates. */
import type { Finding } from "../../server/src/base/finding";
import { applyEdits } from "../../server/src/base/textEdit";
import { findingsOf, workspaceOf } from "./analyseFiles";

const look = `dynpgext_lookup_shmem("x:1:b")`;
const rest = `#include "postgres.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
`;

export interface Said {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  /** What is underlined. */
  readonly text: string;
  /** The file after the first fix. */
  readonly fixed: string;
}

/**
 * What is said about suppressions and about look-ups of unknown names, with `body` in a function and `before` before it.
 * The file has the line ends of `body`.
 */
export function analyseBody(body: string, before = "", settings: Record<string, unknown> = {}): Said[] {
  const text = `${rest}${before}
static void
f(int q, int *p)
{
	${body}
}
`;
  const written = text.replaceAll("LOOK", look);
  return analyseText(body.includes("\r\n") ? written.replace(/\r?\n/gu, "\r\n") : written, settings);
}

/** The same of a file that begins with `line`. */
export function analyseFirstLine(line: string): Said[] {
  return analyseText(`${line.replaceAll("LOOK", look)}\n${rest}`, {});
}

function analyseText(text: string, settings: Record<string, unknown>): Said[] {
  const findings = findingsOf(workspaceOf(new Map([["example.c", text]]), { settings }).analyze());
  return findings
    .filter(({ rule }) => rule.startsWith("suppression-") || rule === "shmem-lookup-unallocated")
    .map((finding) => said(text, finding));
}

function said(text: string, { rule, severity, message, site, fixes }: Finding): Said {
  const fixed = applyEdits(text, fixes[0]?.edits ?? []) ?? text;
  return { rule, severity, message, text: text.slice(site.start, site.end), fixed };
}
