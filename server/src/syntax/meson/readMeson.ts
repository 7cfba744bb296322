import type { Site, Span } from "../../base/span";
import { normalPath, type BuildTarget } from "../buildTarget";
import { argumentFlags } from "../compilerFlags";
import { addAll, asWord, type TracedText, type Word } from "../tracedText";
import { runMeson } from "./runMeson";
import type { MesonModel, MesonTarget } from "./mesonModel";

/** Reads a meson.build. Nothing is executed; what only Meson can tell is a hole or absent. */
export function readMeson(text: string, { path }: { readonly path: string }): MesonModel {
  const { state, holes } = runMeson(text, path);
  const spans: Span[] = [...holes];
  const targets = state.targets.map((draft): MesonTarget => {
    const { words, unknown } = wordsOf(draft.sources);
    addAll(
      spans,
      unknown.map(({ start, end }) => ({ start, end })),
    );
    const flags = argumentFlags([...state.args, ...draft.args]);
    const folders = wordsOf(draft.includeDirs).words.map((word) => normalPath(word.text) || ".");
    return {
      ...{ name: draft.name, nameSpan: draft.nameSpan, kind: draft.kind, span: draft.span },
      sources: words,
      defines: flags.defines,
      includeDirs: [...new Set([...folders, ...flags.includeDirs])],
      forcedIncludes: flags.forcedIncludes,
      links: draft.links.map((link) => link.name),
      certain: unknown.length === 0 && words.every((word) => word.certain),
    };
  });
  return {
    ...(state.project === undefined ? {} : { project: state.project }),
    targets,
    subdirectories: wordsOf(state.subdirectories).words,
    holes: spans.sort((a, b) => a.start - b.start),
  };
}

/** What is linked, static libraries of the same file included. */
export function mesonTargets(model: MesonModel): BuildTarget[] {
  const kinds = { module: "library", shared: "library", static: "objects", executable: "program" } as const;
  return model.targets.map((target): BuildTarget => {
    const parts = [target, ...linked(target, model, new Set([target.name]))];
    const sources = parts.flatMap((part) => part.sources.map((word) => normalPath(word.text)));
    return {
      ...{ name: target.name, kind: kinds[target.kind], system: "meson", span: target.nameSpan },
      sources: [...new Set(sources.filter((source) => /\.(?:c|cc|cpp|cxx|m|y|l)$/.test(source)))],
      defines: parts.flatMap((part) => part.defines),
      includeDirs: [...new Set(parts.flatMap((part) => part.includeDirs))],
      forcedIncludes: [...new Set(parts.flatMap((part) => part.forcedIncludes))],
      certain: parts.every((part) => part.certain),
    };
  });
}

function linked(target: MesonTarget, model: MesonModel, seen: Set<string>): MesonTarget[] {
  return target.links.flatMap((name) => {
    const part = model.targets.find((each) => each.name === name && each.kind === "static");
    if (part === undefined || seen.has(name)) return [];
    seen.add(name);
    return [part, ...linked(part, model, seen)];
  });
}

function wordsOf(texts: readonly TracedText[]): { words: Word[]; unknown: Site[] } {
  const words: Word[] = [];
  const unknown: Site[] = [];
  for (const text of texts) {
    const { site } = text;
    if (site === undefined || text.text === "") continue;
    if (text.isUnknown) unknown.push(site);
    else words.push(asWord(text, site));
  }
  return { words, unknown };
}
