import type { DevProblem } from "../../../devpg/src/host/devPostgres";

/** What the message of a failure says: what happened, why, what to do next. One paragraph. */
export function problemText({ message, action, advice, serverMessage, diagnostics }: DevProblem): string {
  const first = diagnostics?.find(({ severity }) => severity === "error");
  const isRepeated = first !== undefined && message.includes(first.message);
  return [
    sentence(message),
    ...(first === undefined || isRepeated ? [] : [sentence(first.message)]),
    ...(advice === undefined ? hintOf(serverMessage) : [sentence(advice.explanation)]),
    sentence(advice?.action ?? action ?? ""),
  ]
    .filter((text, at, all) => text !== "" && all.indexOf(text) === at)
    .join(" ");
}

/** The same with all that is known, for the output channel. Lines without their line ends. */
export function problemLines(problem: DevProblem): readonly string[] {
  const { code, message, action, advice, serverMessage, output } = problem;
  const { detail, hint, context, file, line, routine } = serverMessage ?? {};
  return [
    `FAILED: ${message} [${code}]`,
    ...labelled("detail", detail),
    ...labelled("hint", hint),
    ...labelled("context", context),
    ...labelled(
      "raised in",
      file === undefined
        ? undefined
        : `${file}:${line ?? "?"}${routine === undefined ? "" : ` ${routine}()`}`,
    ),
    ...labelled("why", advice?.explanation),
    ...labelled("next", advice?.action ?? action),
    ...(output ?? []).map((text) => `  | ${text}`),
  ];
}

function labelled(label: string, text: string | undefined): readonly string[] {
  if (text === undefined || text === "") return [];
  return text.split("\n").map((part, at) => (at === 0 ? `  ${label}: ${part}` : `    ${part}`));
}

function hintOf(message: DevProblem["serverMessage"]): readonly string[] {
  return message?.hint === undefined ? [] : [sentence(message.hint)];
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?:]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}
