import type { ApiFunction, MemoryEffect, ResultMemory } from "../../pg/api/apiFunction";

/** Declaration as C writes it. */
export function declarationOf({ returns, name, parameters }: ApiFunction): string {
  const space = returns.endsWith("*") ? "" : " ";
  return `${returns}${space}${name}(${parameters.length === 0 ? "void" : parameters.join(", ")})`;
}

/** What a call does to memory, in sentences. */
export function memoryBehaviour({ result, effects, parameters }: ApiFunction): readonly string[] {
  return [
    ...(result ? [resultSentence(result, parameters)] : []),
    ...effects.map((effect) => effectSentence(effect, parameters)),
  ];
}

export function describeApi(api: ApiFunction): string {
  const since = api.since === undefined ? "" : ` From PostgreSQL ${api.since} on.`;
  const behaviour = memoryBehaviour(api).map((sentence) => `- ${sentence}`);
  return [
    `\`\`\`c\n${declarationOf(api)}\n\`\`\``,
    `${api.about}${since}`,
    ...(behaviour.length > 0 ? [`**Memory**\n${behaviour.join("\n")}`] : []),
    `_${api.source}_`,
  ].join("\n\n");
}

function resultSentence(result: ResultMemory, parameters: readonly string[]): string {
  switch (result.kind) {
    case "current":
      return "Allocates in the current memory context. Between `SPI_connect` and `SPI_finish` that is SPI's: the result dies with `SPI_finish`.";
    case "spiCaller":
      return "Allocates in the context that was current when `SPI_connect` was called: the result outlives `SPI_finish`.";
    case "spiProcedure":
      return "The result belongs to SPI's memory and dies with `SPI_finish`.";
    case "context":
      return `Allocates in ${named(result.argument, parameters)}, whatever context is current, and dies with it.`;
    case "sameAs":
      return `The result is in the memory context of ${named(result.argument, parameters)}${/List/u.test(parameters[result.argument] ?? "") ? "; for `NIL` in the current one" : ""}.`;
    case "inside":
      return `The result can point into ${named(result.argument, parameters)} and lives no longer than that.`;
    case "newContext":
      return `The new context lives until it is deleted, or ${named(result.parent, parameters)} is reset or deleted.`;
    case "pinned":
      return `The result is valid until \`${result.release}\` is called for it.`;
  }
}

function effectSentence(effect: MemoryEffect, parameters: readonly string[]): string {
  switch (effect.kind) {
    case "opensSpi":
      return "From here on the current memory context is SPI's, which `SPI_finish` deletes.";
    case "closesSpi":
      return "Everything that was allocated in SPI's memory since `SPI_connect` is gone, `SPI_tuptable` and unsaved plans included.";
    case "replacesSpiResult":
      return "`SPI_tuptable` and `SPI_processed` are replaced by every further call of this kind.";
    case "needsSpi":
      return "Only between `SPI_connect` and `SPI_finish`.";
    case "switchesTo":
      return "Switch back when done: what is allocated until then belongs to the other context.";
    case "frees":
      return `${capital(named(effect.argument, parameters))} must not be used afterwards.`;
    case "endsContext":
      return `What was allocated in ${effect.what === "children" ? "contexts below " : ""}${named(effect.argument, parameters)} is gone${effect.what === "itself" ? ", and the context itself" : ""}.`;
    case "movesContext":
      return `${capital(named(effect.argument, parameters))} ends with ${named(effect.parent, parameters)} from then on.`;
    case "consumes":
      return `Use only the result from then on: ${named(effect.argument, parameters)} may have moved.`;
    case "keepsPlan":
      return `${capital(named(effect.argument, parameters))} outlives \`SPI_finish\`.`;
    case "releases":
      return `What ${named(effect.argument, parameters)} points to must not be used afterwards.`;
  }
}

function named(argument: number, parameters: readonly string[]): string {
  const name = /\w+$/u.exec(parameters[argument] ?? "")?.[0];
  return name === undefined ? `argument ${argument + 1}` : `\`${name}\``;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
