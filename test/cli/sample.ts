import type { SarifOptions } from "../../cli/src/formats/sarif";
import type { Place, Report } from "../../cli/src/report";

/** A place within lines of text; offsets are columns, the end may be on another line. */
export function place(
  path: string,
  line: number,
  start: number,
  end: number,
  text: string,
  last?: readonly [number, string],
): Place {
  return {
    path,
    start: { line, column: start },
    end: { line: last?.[0] ?? line, column: end },
    firstLine: text,
    lastLine: last?.[1] ?? text,
  };
}

export const emptyReport: Report = {
  findings: [],
  files: 0,
  functions: 0,
  holes: { files: 0, functions: 0 },
  internalErrors: [],
};

const lookup = '\tptr = dynpgext_lookup_shmem("a:cuonter");';
const allocation = '    handle->allocate_shmem(handle, "a:counter", 8, NULL, NULL, 0);';

export const sarifOptions: SarifOptions = {
  version: "1.2.3",
  homepage: "https://example.org/x",
  rules: [
    { id: "bad-word", severity: "error", title: "A bad word", why: "It **hurts**.", fix: "Say it better." },
  ],
  helpUri: (rule) => `https://example.org/x/${rule}.md`,
  baseUri: "file:///home/me/my%20project/",
};

/** One finding of each shape: related places, fix, several lines, awkward characters. */
export const sampleReport: Report = {
  ...emptyReport,
  files: 3,
  functions: 7,
  findings: [
    {
      rule: "bad-word",
      severity: "error",
      place: place("src/über 100%,a:b.c", 8, 29, 38, lookup),
      message: 'nothing allocates "a:cuonter"',
      related: [
        { place: place("../init.c", 119, 36, 45, allocation), message: "a similar name is allocated here" },
      ],
      fix: {
        title: "Rename to a:counter",
        safety: "safe",
        edits: [{ place: place("src/über 100%,a:b.c", 8, 29, 38, lookup), newText: "a:counter" }],
      },
    },
    {
      rule: "made-by-the-engine",
      severity: "info",
      place: place("src/z.c", 1, 4, 3, "    /* two", [3, "\t*/ x"]),
      message: "50% of this\nis odd: a, b",
      related: [],
      tag: "unnecessary",
    },
  ],
  internalErrors: [{ rule: "bad-word", path: "src/z.c", message: "failed" }],
};
