import type { Severity } from "../../../server/src/base/finding";

export type Style = Severity | "strong" | "gutter" | "note" | "fix" | "faint";

/** Gives a text a colour, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_, text) => text;

/** Colours of the 16 that every terminal has and every theme makes readable. */
const codes: Readonly<Record<Style, string>> = {
  error: "1;31",
  warning: "1;33",
  info: "1;34",
  hint: "1;35",
  strong: "1",
  gutter: "1;34",
  note: "1;36",
  fix: "1;32",
  faint: "2",
};

export const coloured: Paint = (style, text) =>
  text === "" ? "" : `\u001b[${codes[style]}m${text}\u001b[0m`;

export const colorChoices = ["auto", "always", "never"] as const;

export type ColorChoice = (typeof colorChoices)[number];

/**
 * Whether to colour what goes to a stream: as told, else by NO_COLOR (https://no-color.org), then FORCE_COLOR,
 * else on a terminal only.
 */
export function paintFor(
  choice: ColorChoice,
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  if (choice !== "auto") return choice === "always" ? coloured : plain;
  if ((env["NO_COLOR"] ?? "") !== "") return plain;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced === "0" || forced === "false" ? plain : coloured;
  return stream.isTTY === true && env["TERM"] !== "dumb" ? coloured : plain;
}
