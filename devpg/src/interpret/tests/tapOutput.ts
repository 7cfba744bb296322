/** One line `ok` or `not ok` of a TAP stream, with what was said about it. */
export interface TapPoint {
  readonly number: number;
  readonly isOk: boolean;
  readonly name: string;
  /** `todo` failures do not count; `skip` was not run. */
  readonly directive?: { readonly kind: "skip" | "todo"; readonly reason: string };
  /** Lines of comments and YAML below it, without `# `. */
  readonly diagnostics: readonly string[];
  /** Where the test program says that it failed: 1-based. */
  readonly place?: { readonly file: string; readonly line: number };
  readonly expected?: string;
  readonly actual?: string;
}

export interface TapReport {
  readonly points: readonly TapPoint[];
  /** Number of points that were promised; absent without a plan. */
  readonly planned?: number;
  /** Why the rest was not run. */
  readonly bailedOut?: string;
  /** The whole program was skipped, for this reason. */
  readonly skipped?: string;
  /** Comments that belong to no point. */
  readonly remarks: readonly string[];
}

/**
 * Reads a TAP stream: points at its top level, whose subtests are indented by four columns and count through the point
 * behind them. Source: testanything.org, "TAP version 14"; Test::More for the comments of a failure.
 */
export function tapReport(output: string): TapReport {
  const reader = new TapReader();
  for (const line of output.split(/\r?\n/)) reader.line(line);
  return reader.report();
}

class TapReader {
  private readonly points: { point: Omit<TapPoint, "diagnostics">; diagnostics: string[] }[] = [];
  private readonly remarks: string[] = [];
  private planned: number | undefined;
  private bailedOut: string | undefined;
  private skipped: string | undefined;
  /** What a subtest said of its failures, for the point that closes it. */
  private inner: string[] = [];
  private isYaml = false;

  line(line: string): void {
    const nested = /^ {4}(.*)$/.exec(line)?.[1];
    if (this.isYaml || (nested === undefined && /^ {2}---$/.test(line))) return this.yaml(line);
    if (nested !== undefined) {
      if (/^\s*(?:#|not ok)/.test(nested)) this.inner.push(nested.trim().replace(/^# ?/, ""));
      return;
    }
    const plan = /^1\.\.(\d+)(?:\s*#\s*skip\S*\s*(.*))?$/i.exec(line);
    if (plan !== null) {
      this.planned = Number(plan[1]);
      if (plan[2] !== undefined) this.skipped = plan[2];
      return;
    }
    const point = /^(not )?ok\b\s*(\d+)?\s*(.*)$/.exec(line);
    if (point !== null) return this.point(point[1] === undefined, point[2], point[3] ?? "");
    // prove tells of it in its own words.
    const none = /^\S+ \.\.+ ?skipped: (.*)$/.exec(line);
    if (none !== null) this.skipped = none[1] ?? "";
    // So it does with this one, which it does not pass on.
    const bail = /^(?:Bail out!|Bailout called\.\s+Further testing stopped:)\s*(.*)$/.exec(line);
    if (bail !== null) this.bailedOut = bail[1] ?? "";
    else if (line.startsWith("#")) this.comment(line.replace(/^# ?/, ""));
  }

  report(): TapReport {
    const { planned, bailedOut, skipped, remarks } = this;
    return {
      points: this.points.map(({ point, diagnostics }) => withDetails({ ...point, diagnostics })),
      ...(planned === undefined ? {} : { planned }),
      ...(bailedOut === undefined ? {} : { bailedOut }),
      ...(skipped === undefined ? {} : { skipped }),
      remarks,
    };
  }

  private point(isOk: boolean, number: string | undefined, rest: string): void {
    const [written = "", said] = rest.split(/(?<!\\)\s*#\s*(?=(?:skip|todo)\b)/i);
    const directive = /^(skip|todo)\S*\s*(.*)$/i.exec(said ?? "");
    const name = written.replace(/^-\s*/, "").trim();
    this.points.push({
      point: {
        ...{ number: number === undefined ? this.points.length + 1 : Number(number), isOk, name },
        ...(directive === null
          ? {}
          : {
              directive: {
                kind: directive[1]!.toLowerCase() as "skip" | "todo",
                reason: directive[2] ?? "",
              },
            }),
      },
      diagnostics: this.inner,
    });
    this.inner = [];
  }

  private comment(text: string): void {
    const last = this.points.at(-1);
    if (last === undefined || last.point.isOk) this.remarks.push(text);
    else last.diagnostics.push(text);
  }

  private yaml(line: string): void {
    const isMark = /^ {2}(?:---|\.\.\.)$/.test(line);
    this.isYaml = !/^ {2}\.\.\.$/.test(line);
    if (!isMark) this.points.at(-1)?.diagnostics.push(line.slice(2));
  }
}

function withDetails(point: TapPoint): TapPoint {
  if (point.isOk) return point;
  const place = point.diagnostics
    .map((line) => /^\s*at (\S+) line (\d+)\.$/.exec(line))
    .find((match) => match !== null);
  const got = /^\s*got: (.*)$/m.exec(point.diagnostics.join("\n"))?.[1];
  const expected = /^\s*expected: (.*)$/m.exec(point.diagnostics.join("\n"))?.[1];
  return {
    ...point,
    ...(place === undefined || place === null ? {} : { place: { file: place[1]!, line: Number(place[2]) } }),
    ...(got === undefined || expected === undefined ? {} : { actual: got, expected }),
  };
}
