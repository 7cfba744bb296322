import type { ApiFunction, MemoryEffect, ResultMemory } from "../../pg/api/apiFunction";

/** Declaration as C writes it. */
export function declarationOf({ returns, name, parameters }: ApiFunction): string {
  const space = returns.endsWith("*") ? "" : " ";
  return `${returns}${space}${name}(${parameters.length === 0 ? "void" : parameters.join(", ")})`;
}

/** What a call does to memory, in sentences. */
export function memoryBehaviour({ result, effects, parameters, mayBeValue }: ApiFunction): readonly string[] {
  const ofResult = resultSentence(result, parameters);
  return [
    ...(ofResult === undefined
      ? []
      : [
          mayBeValue
            ? `Of types passed by reference: ${ofResult.charAt(0).toLowerCase()}${ofResult.slice(1)}`
            : ofResult,
        ]),
    ...effects.flatMap((effect) => effectSentence(effect, parameters) ?? []),
  ];
}

/** Functions of C are explained by every other tool; here only those that give or take memory. */
export function isExplained({ source, result, effects }: ApiFunction): boolean {
  const isOfC = !source.startsWith("src/") && !source.startsWith("dynpgext");
  return !isOfC || result.kind === "heap" || effects.some(({ kind }) => kind === "frees");
}

export function describeApi(api: ApiFunction): string {
  const since = api.since === undefined ? "" : ` From PostgreSQL ${api.since} on.`;
  const until = api.until === undefined ? "" : ` Up to PostgreSQL ${api.until}.`;
  const behaviour = memoryBehaviour(api).map((sentence) => `- ${sentence}`);
  return [
    `\`\`\`c\n${declarationOf(api)}\n\`\`\``,
    `${api.about}${since}${until}`,
    ...(behaviour.length > 0 ? [`**Memory**\n${behaviour.join("\n")}`] : []),
    `_${api.source}_`,
  ].join("\n\n");
}

function resultSentence(result: ResultMemory, parameters: readonly string[]): string | undefined {
  switch (result.kind) {
    case "nothing":
    case "opaque":
    case "addressOf":
      return undefined;
    case "current":
      return "Allocates in the current memory context. Between `SPI_connect` and `SPI_finish` that is SPI's: the result dies with `SPI_finish`.";
    case "spiCaller":
      return "Allocates in the context that was current when `SPI_connect` was called: the result outlives `SPI_finish`.";
    case "spiProcedure":
      return "The result belongs to SPI's memory and dies with `SPI_finish`.";
    case "context":
      return `Allocates in ${named(result.argument, parameters)}, whatever context is current, and dies with it.`;
    case "wellKnown":
      return `The result is in \`${result.context}\`, whatever context is current.`;
    case "sameAs":
      return `The result is in the memory context of ${named(result.argument, parameters)}${orCurrent(result, parameters)}.`;
    case "argument":
      return `Returns ${named(result.argument, parameters)} itself.`;
    case "argumentOrCurrent":
      return `Returns ${named(result.argument, parameters)} itself, or a copy in the current memory context.`;
    case "inside":
      return `The result can point into ${named(result.argument, parameters)} and lives no longer than that.`;
    case "insideOrCurrent":
      return `The result points into ${named(result.argument, parameters)} or is a copy in the current memory context.`;
    case "newContext":
      return `The new context lives until it is deleted, or ${named(result.parent, parameters)} is reset or deleted.`;
    case "previousContext":
    case "contextOf":
      return undefined;
    case "pinned":
      return `The result is valid until \`${result.release}\` is called for it.`;
    case "heap":
      return `The result is in no memory context and lives until \`${result.release}\` is called for it.`;
    case "static":
      return "The result is a constant or lives as long as the process.";
    case "overwrittenNext":
      return "The result is in a buffer that the next call overwrites.";
    case "shared":
      return "The result is memory that processes share: no pointer to a process's own memory may be stored there.";
  }
}

function orCurrent(
  { orCurrent: isOrCurrent, argument }: Extract<ResultMemory, { kind: "sameAs" }>,
  parameters: readonly string[],
): string {
  if (!isOrCurrent) return "";
  return `; for \`${/List/u.test(parameters[argument] ?? "") ? "NIL" : "NULL"}\` in the current one`;
}

function effectSentence(effect: MemoryEffect, parameters: readonly string[]): string | undefined {
  if ("argument" in effect) return argumentSentence(effect, named(effect.argument, parameters), parameters);
  switch (effect.kind) {
    case "opensSpi":
      return "From here on the current memory context is SPI's, which `SPI_finish` deletes.";
    case "closesSpi":
      return "Everything that was allocated in SPI's memory since `SPI_connect` is gone, `SPI_tuptable` and unsaved plans included.";
    case "replacesSpiResult":
      return "`SPI_tuptable` and `SPI_processed` are replaced by every further call of this kind.";
    case "needsSpi":
      return "Only between `SPI_connect` and `SPI_finish`.";
    case "startsTransaction":
      return "The current memory context is that of the new transaction afterwards.";
    case "endsTransaction":
      return `What was allocated in the transaction's memory is gone${effect.keepsCurrent ? "." : ", and another memory context is current afterwards."}`;
    case "startsSubtransaction":
      return "The current memory context is that of the subtransaction afterwards: remember the one before and switch back.";
    case "endsSubtransaction":
      return `${effect.isRollback ? "What was allocated in the subtransaction's memory is gone. " : ""}Another memory context is current afterwards: switch back.`;
    case "neverReturns":
      return "Does not return.";
  }
}

type ArgumentEffect = Extract<MemoryEffect, { readonly argument: number }>;

function argumentSentence(
  effect: ArgumentEffect,
  name: string,
  parameters: readonly string[],
): string | undefined {
  switch (effect.kind) {
    case "switchesTo":
      return "Switch back when done: what is allocated until then belongs to the other context.";
    case "frees":
      return `${capital(name)} must not be used afterwards.`;
    case "mayFree":
      return `${capital(name)} may be gone: it must not be used afterwards.`;
    case "freesElements":
      return `What was put into ${name} is freed too.`;
    case "endsContext":
      return endOfContext(effect.what, name);
    case "movesContext":
      return `${capital(name)} ends with ${named(effect.parent, parameters)} from then on.`;
    case "consumes":
      return `Use only the result from then on: ${name} ${effect.when === "moved" ? "may have moved" : effect.when === "null" ? "may have moved" : "is gone when it became empty"}.`;
    case "keepsPlan":
      return `${capital(name)} outlives \`SPI_finish\`.`;
    case "releases":
      return `What ${name} points to must not be used afterwards.`;
    case "endsInside":
      return `What earlier calls returned for ${name} must not be used afterwards.`;
    case "writes":
      return writtenSentence(effect, name, parameters);
    case "growsString":
      return `The text of ${name} may move: read its \`data\` anew.`;
    case "holds":
      return `Keeps the pointer ${name}, which must stay valid.`;
  }
}

function endOfContext(what: Extract<MemoryEffect, { kind: "endsContext" }>["what"], name: string): string {
  switch (what) {
    case "itself":
      return `What was allocated in ${name} is gone, and the context itself.`;
    case "content":
    case "ownContent":
      return `What was allocated in ${name} is gone.`;
    case "children":
    case "childrenContent":
      return `What was allocated in contexts below ${name} is gone.`;
  }
}

function writtenSentence(
  { memory }: Extract<MemoryEffect, { kind: "writes" }>,
  name: string,
  parameters: readonly string[],
): string | undefined {
  if (memory.kind === "current")
    return `What is stored through ${name} is allocated in the current memory context.`;
  if (memory.kind === "inside")
    return `What is stored through ${name} can point into ${named(memory.argument, parameters)} and lives no longer than that.`;
  if (memory.kind === "heap")
    return `What is stored through ${name} lives until \`${memory.release}\` is called for it.`;
  return undefined;
}

function named(argument: number, parameters: readonly string[]): string {
  const name = /\w+$/u.exec(parameters[argument] ?? "")?.[0];
  return name === undefined ? `argument ${argument + 1}` : `\`${name}\``;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
