import { linesOf } from "./outputSegments";

/** One order of steps that an isolation test went through. */
export interface Permutation {
  /** The steps, as the tester names them: `s1 s2 c1`. */
  readonly steps: string;
  /** From the line that names it to before the next one. */
  readonly text: string;
  /** 0-based lines in the output: first, and behind the last. */
  readonly first: number;
  readonly behind: number;
}

/** The permutations in the output of an isolation test. Source: run_permutation, src/test/isolation/isolationtester.c, REL_15_STABLE. */
export function permutationsIn(output: string): Permutation[] {
  const lines = linesOf(output);
  const starts = lines.flatMap((line, at) => (line.startsWith(opening) ? [at] : []));
  return starts.map((first, index) => {
    const behind = starts[index + 1] ?? lines.length;
    return {
      ...{ steps: lines[first]!.slice(opening.length).trim(), first, behind },
      text: lines
        .slice(first, behind)
        .map((line) => `${line}\n`)
        .join(""),
    };
  });
}

const opening = "starting permutation: ";

/** A permutation that a specification asks for; without any, the tester goes through all. Offsets in UTF-16 code units. */
export interface WrittenPermutation {
  readonly steps: string;
  readonly start: number;
  readonly end: number;
}

/** The `permutation` lines of a specification. Source: src/test/isolation/README, REL_15_STABLE. */
export function writtenPermutations(spec: string): WrittenPermutation[] {
  const found: WrittenPermutation[] = [];
  // SQL in braces, names in quotes and comments hold no keyword of ours.
  const scan = /#[^\n]*|\{[^}]*\}|"[^"\n]*"|\([^)]*\)|[A-Za-z_][\w$-]*|[^]/g;
  let current: { start: number; end: number; steps: string[] } | undefined;
  const close = (): void => {
    if (current !== undefined) found.push({ ...current, steps: current.steps.join(" ") });
    current = undefined;
  };
  for (let match = scan.exec(spec); match !== null; match = scan.exec(spec)) {
    const [word] = match;
    if (/^(?:session|step|setup|teardown|permutation)$/.test(word)) {
      close();
      if (word === "permutation") current = { start: match.index, end: scan.lastIndex, steps: [] };
    } else if (current !== undefined && /^["A-Za-z_]/.test(word)) {
      current.steps.push(word.replaceAll('"', ""));
      current.end = scan.lastIndex;
    } else if (current !== undefined && word.startsWith("(")) current.end = scan.lastIndex;
  }
  close();
  return found;
}

/** A permutation that went another way than expected. */
export interface PermutationFailure {
  readonly steps: string;
  readonly expected: string;
  readonly actual: string;
}

/** Compares two outputs permutation by permutation; those with the same steps are told apart by their order. */
export function judgeIsolation(expected: string, actual: string): PermutationFailure[] {
  const wanted = numbered(permutationsIn(expected));
  const got = numbered(permutationsIn(actual));
  const keys = [...new Set([...got.keys(), ...wanted.keys()])];
  return keys.flatMap((key) => {
    const before = wanted.get(key)?.text.trimEnd() ?? "";
    const now = got.get(key)?.text.trimEnd() ?? "";
    const { steps } = (got.get(key) ?? wanted.get(key))!;
    return before === now ? [] : [{ steps, expected: ended(before), actual: ended(now) }];
  });
}

function numbered(permutations: readonly Permutation[]): Map<string, Permutation> {
  const byKey = new Map<string, Permutation>();
  for (const permutation of permutations) {
    let key = permutation.steps;
    for (let count = 2; byKey.has(key); count++) key = `${permutation.steps} #${count}`;
    byKey.set(key, permutation);
  }
  return byKey;
}

function ended(text: string): string {
  return text === "" ? "" : `${text}\n`;
}
