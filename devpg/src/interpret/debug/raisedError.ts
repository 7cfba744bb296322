/** What `dynpgext-error` says of the error that a thread has stopped for; see devpg/debugger. */
export interface RaisedError {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail?: string | null;
  readonly hint?: string | null;
  /** The C place that raised it. */
  readonly file: string;
  readonly line: number;
  readonly function: string;
  /** Index of the frame of the function that raised it. */
  readonly frame: number;
  /** Function whose PG_TRY catches it. */
  readonly caughtBy?: string | null;
  /** `ERROR 22012: division by zero (hello.c:42)`. */
  readonly summary: string;
}

/** The error in the output of the command; undefined when it says `null`, or something else. */
export function readRaisedError(output: string): RaisedError | undefined {
  const line = output.split("\n").find((each) => each.trimStart().startsWith("{"));
  if (line === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isRaisedError(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRaisedError(value: unknown): value is RaisedError {
  const { summary, message, frame } = value as Partial<RaisedError>;
  return typeof summary === "string" && typeof message === "string" && typeof frame === "number";
}

/** `ERROR 22012`: what the error is called where there is room for a name. */
export function raisedErrorName({ summary, sqlstate }: RaisedError): string {
  return /^[A-Z]+ \w{5}/u.exec(summary)?.[0] ?? sqlstate;
}

/** What the debug view says under the line: the message, and what belongs to it. */
export function raisedErrorDetails({ detail, hint, caughtBy, ...error }: RaisedError): string {
  return [
    error.message,
    ...(typeof detail === "string" && detail !== "" ? [`DETAIL: ${detail}`] : []),
    ...(typeof hint === "string" && hint !== "" ? [`HINT: ${hint}`] : []),
    `raised in ${error.function} (${error.file}:${error.line})`,
    ...(typeof caughtBy === "string" ? [`caught by PG_TRY in ${caughtBy}`] : []),
  ].join("\n");
}
