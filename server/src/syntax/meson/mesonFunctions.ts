import type { Site, Span } from "../../base/span";
import { addAll, TracedText } from "../tracedText";
import type { MesonTargetDraft, MesonTargetKind } from "./mesonModel";
import { joinPaths, stringsOf, stringValue, targetsOf, unknownValue, type MesonValue } from "./mesonValue";

/** What the functions of a meson.build have said so far. */
export interface MesonState {
  project?: { name: string; version?: string };
  readonly targets: MesonTargetDraft[];
  readonly subdirectories: TracedText[];
  /** Of add_project_arguments and the like. */
  readonly args: TracedText[];
}

export interface MesonCall {
  readonly name: string;
  readonly positional: readonly MesonValue[];
  readonly named: ReadonlyMap<string, MesonValue>;
  readonly site: Site;
  readonly span: Span;
}

const targetKinds: ReadonlyMap<string, MesonTargetKind> = new Map([
  ["shared_module", "module"],
  ["shared_library", "shared"],
  ["both_libraries", "shared"],
  ["library", "shared"],
  ["static_library", "static"],
  ["executable", "executable"],
]);

/** The value of a function call. Source: Meson reference manual, "Functions". */
export function callMesonFunction(call: MesonCall, state: MesonState): MesonValue {
  const { name, positional, site } = call;
  const kind = targetKinds.get(name);
  if (kind !== undefined) return addTarget(call, kind, state);
  switch (name) {
    case "files":
    case "include_directories":
      return { kind: "list", items: positional.flatMap((each) => stringsOf(each).map(asString)) };
    case "join_paths":
      return positional.length === 0
        ? unknownValue(site)
        : positional.reduce((path, part) => joinPaths(path, part, site));
    case "project":
      takeProject(call, state);
      break;
    case "subdir":
      addAll(state.subdirectories, stringsOf(positional[0]));
      break;
    case "add_project_arguments":
    case "add_global_arguments":
      addAll(state.args, positional.flatMap(stringsOf));
      break;
    case "declare_dependency":
      return { kind: "dict", entries: call.named };
  }
  return unknownValue(site);
}

/** The value of `receiver.name(…)`. */
export function callMesonMethod(receiver: MesonValue, call: MesonCall): MesonValue {
  const { name, positional, site } = call;
  if (receiver.kind !== "string" || receiver.text.isUnknown) return unknownValue(site);
  const { text } = receiver.text;
  const at = receiver.text.site ?? site;
  const args = positional.map((each) =>
    each.kind === "string" && !each.text.isUnknown ? each.text.text : undefined,
  );
  const isKnown = args.every((each) => each !== undefined);
  switch (name) {
    case "format": {
      const parts = text.split(/@(\d+)@/);
      if (parts.some((part, index) => index % 2 === 1 && args[Number(part)] === undefined))
        return unknownValue(site);
      return stringValue(
        parts.map((part, index) => (index % 2 === 0 ? part : args[Number(part)]!)).join(""),
        at,
      );
    }
    case "strip":
      return isKnown && args.length === 0 ? stringValue(text.trim(), at) : unknownValue(site);
    case "to_upper":
      return stringValue(text.toUpperCase(), at);
    case "to_lower":
      return stringValue(text.toLowerCase(), at);
    case "underscorify":
      return stringValue(text.replace(/[^A-Za-z0-9]/g, "_"), at);
    case "replace":
      return isKnown && args.length === 2 && args[0] !== ""
        ? stringValue(text.replaceAll(args[0]!, args[1]!), at)
        : unknownValue(site);
    case "split": {
      if (!isKnown) return unknownValue(site);
      const parts =
        args[0] === undefined ? text.split(/\s+/).filter((part) => part !== "") : text.split(args[0]);
      return { kind: "list", items: parts.map((part) => stringValue(part, at)) };
    }
    case "join":
      return joinStrings(text, positional, at) ?? unknownValue(site);
  }
  return unknownValue(site);
}

/** The value of `meson.name()`. */
export function callMesonObject({ name, site }: MesonCall, state: MesonState): MesonValue {
  const known: Record<string, string | undefined> = {
    project_version: state.project?.version,
    project_name: state.project?.name,
    current_source_dir: ".",
  };
  const value = Object.hasOwn(known, name) ? known[name] : undefined;
  return value === undefined ? unknownValue(site) : stringValue(value, site);
}

function addTarget(call: MesonCall, kind: MesonTargetKind, state: MesonState): MesonValue {
  const [nameValue, ...sources] = call.positional;
  const name = nameValue?.kind === "string" && !nameValue.text.isUnknown ? nameValue.text : undefined;
  const site = name?.site;
  if (name === undefined || site === undefined) return unknownValue(call.site);
  const extra = call.named.get("kwargs");
  const named = (key: string): MesonValue | undefined =>
    call.named.get(key) ?? (extra?.kind === "dict" ? extra.entries.get(key) : undefined);
  const dependencies = dictsOf(named("dependencies"));
  const fromDependencies = (key: string): TracedText[] =>
    dependencies.flatMap((each) => (each.kind === "dict" ? stringsOf(each.entries.get(key)) : []));
  const target: MesonTargetDraft = {
    ...{ name: name.text, nameSpan: { start: site.start, end: site.end }, kind, span: call.span },
    sources: [...sources.flatMap(stringsOf), ...stringsOf(named("sources")), ...fromDependencies("sources")],
    args: [...stringsOf(named("c_args")), ...fromDependencies("compile_args")],
    includeDirs: [...stringsOf(named("include_directories")), ...fromDependencies("include_directories")],
    links: ["link_with", "link_whole", "objects"].flatMap((key) => targetsOf(named(key))),
  };
  state.targets.push(target);
  return { kind: "target", target };
}

function takeProject(call: MesonCall, state: MesonState): void {
  const name = stringsOf(call.positional[0])[0];
  const version = stringsOf(call.named.get("version"))[0];
  if (name === undefined || name.isUnknown) return;
  const isKnown = version !== undefined && !version.isUnknown;
  state.project = { name: name.text, ...(isKnown ? { version: version.text } : {}) };
}

function dictsOf(value: MesonValue | undefined): MesonValue[] {
  if (value?.kind === "dict") return [value];
  return value?.kind === "list" ? value.items.flatMap(dictsOf) : [];
}

function joinStrings(separator: string, positional: readonly MesonValue[], at: Site): MesonValue | undefined {
  const texts = positional.flatMap(stringsOf);
  if (texts.some((text) => text.isUnknown)) return undefined;
  return stringValue(texts.map((text) => text.text).join(separator), at);
}

function asString(text: TracedText): MesonValue {
  const site = text.site;
  if (text.isUnknown && site !== undefined) return unknownValue(site);
  return { kind: "string", text: site === undefined ? new TracedText([]) : text };
}
