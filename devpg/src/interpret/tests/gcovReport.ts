import { posixPath } from "../posixPath";
import type { FileCoverage, FunctionCoverage, LineCoverage } from "../../plan/tests/testRun";

/** JSON that `gcov --json-format --stdout` prints: a document per line. Source: manual of GCC 12, "Invoking gcov". */
interface GcovDocument {
  readonly current_working_directory: string;
  readonly files: readonly {
    readonly file: string;
    readonly lines: readonly {
      readonly line_number: number;
      readonly count: number;
      /** Absent where a line belongs to no function. */
      readonly function_name?: string;
      readonly branches: readonly { readonly count: number; readonly throw: boolean }[];
    }[];
    readonly functions: readonly {
      readonly name: string;
      readonly start_line: number;
      readonly end_line: number;
      readonly execution_count: number;
    }[];
  }[];
}

/**
 * Which lines were executed, of the files that `pathOf` knows (it is given an absolute path). A file that several
 * objects hold (a header) is the sum of them.
 */
export function gcovReport(output: string, pathOf: (path: string) => string | undefined): FileCoverage[] {
  const files = new Map<string, FileSum>();
  for (const line of output.split("\n")) {
    const document = documentIn(line);
    for (const { file, lines, functions } of document?.files ?? []) {
      const path = pathOf(posixPath(document!.current_working_directory, file));
      if (path === undefined) continue;
      const sum = files.get(path) ?? { lines: new Map(), functions: new Map() };
      files.set(path, sum);
      const written = lines.filter(({ function_name: name }) => name === undefined || !generated.test(name));
      for (const each of written) addLine(sum, each.line_number - 1, each.count, each.branches);
      for (const each of functions.filter(({ name }) => !generated.test(name)))
        addFunction(sum, {
          name: each.name,
          line: each.start_line - 1,
          endLine: each.end_line - 1,
          count: each.execution_count,
        });
    }
  }
  return [...files]
    .map(([path, { lines, functions }]) => ({
      path,
      lines: [...lines.values()].sort((a, b) => a.line - b.line),
      functions: [...functions.values()].sort((a, b) => a.line - b.line),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What PostgreSQL's and Dynpgext's macros define. Source: PG_FUNCTION_INFO_V1 and PG_MODULE_MAGIC, src/include/fmgr.h, REL_15_STABLE. */
const generated = /^(?:pg_finfo_.*|Pg_magic_func|_Dynpgext_magic\w*)$/;

interface FileSum {
  readonly lines: Map<number, LineCoverage>;
  readonly functions: Map<string, FunctionCoverage>;
}

function documentIn(line: string): GcovDocument | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as GcovDocument;
  } catch {
    return undefined; // Cut short by a full disk; the other objects count.
  }
}

/** Ways that only exceptions of C++ take are none of C. */
function addLine(
  { lines }: FileSum,
  line: number,
  count: number,
  branches: readonly { readonly count: number; readonly throw: boolean }[],
): void {
  const taken = branches.filter((branch) => !branch.throw).map((branch) => branch.count);
  const before = lines.get(line);
  if (before === undefined) lines.set(line, { line, count, branches: taken });
  else {
    const longer = before.branches.length >= taken.length ? before.branches : taken;
    const sums = longer.map((_, at) => (before.branches[at] ?? 0) + (taken[at] ?? 0));
    lines.set(line, { line, count: before.count + count, branches: sums });
  }
}

function addFunction({ functions }: FileSum, added: FunctionCoverage): void {
  const key = `${added.name} ${added.line}`;
  const before = functions.get(key);
  functions.set(key, { ...added, count: added.count + (before?.count ?? 0) });
}
