import type { Site } from "../../base/span";
import {
  addAll,
  derivedText,
  literalText,
  throughReference,
  TracedText,
  unknownText,
  type Fragment,
} from "../tracedText";
import type { CMakeArgument } from "./cmakeCommands";

interface CMakeVariable {
  /** A list is one text with `;` between its elements. */
  readonly fragments: readonly Fragment[];
  /** Undecided conditionals give it more than one value: `fragments` hold them all. */
  readonly isAlternative: boolean;
}

/** Longer values are not followed, and not more in one file: bounds variables that double again and again. */
const mostFragments = 10_000;
const mostInFile = 500_000;

/** The variables of one CMake file while it is read. */
export class CMakeScope {
  private readonly variables = new Map<string, CMakeVariable>();
  private budget = mostInFile;

  constructor(private readonly path: string) {}

  has(name: string): boolean {
    return this.variables.has(name);
  }

  set(name: string, elements: readonly TracedText[], isUncertain: boolean): void {
    const before = this.variables.get(name);
    const fragments = withSeparators(elements).map((each) => (isUncertain ? { ...each, isUncertain } : each));
    if (!isUncertain || before === undefined) this.store(name, { fragments, isAlternative: false });
    else {
      const earlier = before.fragments.map((each) => ({ ...each, isUncertain }));
      this.store(name, { fragments: joinLists(earlier, fragments), isAlternative: true });
    }
  }

  append(name: string, elements: readonly TracedText[], isUncertain: boolean): void {
    const before = this.variables.get(name);
    const added = withSeparators(elements).map((each) => (isUncertain ? { ...each, isUncertain } : each));
    const fragments = joinLists(before?.fragments ?? [], added);
    this.store(name, { fragments, isAlternative: before?.isAlternative === true });
  }

  unset(name: string): void {
    this.variables.delete(name);
  }

  /** From here on its value is not known. */
  forget(name: string, site: Site): void {
    this.variables.set(name, { fragments: [unknownText(site)], isAlternative: false });
  }

  siteOf(argument: CMakeArgument): Site {
    return { path: this.path, start: argument.start, end: argument.start + argument.text.length };
  }

  /** The elements that an argument stands for: one for a quoted one, any number for an unquoted one. */
  elements(argument: CMakeArgument): TracedText[] {
    if (argument.kind !== "unquoted") return [this.expand(argument)];
    return splitList(this.expand(argument)).filter((element) => element.text !== "");
  }

  allElements(args: readonly CMakeArgument[]): TracedText[] {
    return args.flatMap((argument) => this.elements(argument));
  }

  /** The whole argument as one text. */
  expand({ kind, text, start }: CMakeArgument): TracedText {
    if (kind === "bracket") return new TracedText([literalText(text, this.path, start)]);
    return new TracedText(this.fragments(text, start, 0));
  }

  private fragments(text: string, start: number, depth: number): Fragment[] {
    const result: Fragment[] = [];
    let plain = 0;
    for (let i = 0; i < text.length;) {
      const end = specialEnd(text, i);
      if (end === undefined) {
        i++;
        continue;
      }
      if (plain < i) result.push(literalText(text.slice(plain, i), this.path, start + plain));
      const site = { path: this.path, start: start + i, end: start + end };
      const isAlone = i === 0 && end === text.length;
      addAll(result, this.special(text.slice(i, end), site, { isAlone, depth }));
      i = plain = end;
    }
    if (plain < text.length) result.push(literalText(text.slice(plain), this.path, start + plain));
    return result;
  }

  private special(
    written: string,
    site: Site,
    { isAlone, depth }: { readonly isAlone: boolean; readonly depth: number },
  ): Fragment[] {
    if (written.startsWith("\\")) return escaped(written, site);
    if (!written.startsWith("${") || !written.endsWith("}") || depth > 5) return [unknownText(site)];
    const name = new TracedText(this.fragments(written.slice(2, -1), site.start + 2, depth + 1));
    if (name.isUnknown) return [unknownText(site)];
    if (name.text === "CMAKE_CURRENT_SOURCE_DIR" || name.text === "CMAKE_CURRENT_LIST_DIR") {
      return [derivedText(".", site)];
    }
    const variable = this.variables.get(name.text);
    if (variable === undefined || (variable.isAlternative && !isAlone)) return [unknownText(site)];
    this.budget -= variable.fragments.length;
    return this.budget < 0 ? [unknownText(site)] : throughReference(variable.fragments, site);
  }

  private store(name: string, variable: CMakeVariable): void {
    const site = variable.fragments[0]?.site;
    if (variable.fragments.length > mostFragments && site !== undefined) this.forget(name, site);
    else this.variables.set(name, variable);
  }
}

/** The end of an escape, a reference or a generator expression that begins here. */
function specialEnd(text: string, start: number): number | undefined {
  if (text[start] === "\\") return Math.min(start + 2, text.length);
  const opening = /^\$(?:ENV|CACHE)?\{|^\$</.exec(text.slice(start, start + 7))?.[0];
  if (opening === undefined) return undefined;
  const [open, close] = opening === "$<" ? ["<", ">"] : ["{", "}"];
  let depth = 0;
  for (let i = start + opening.length - 1; i < text.length; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i + 1;
  }
  return text.length;
}

function escaped(written: string, site: Site): Fragment[] {
  const letters: Record<string, string> = { n: "\n", t: "\t", r: "\r" };
  const letter = written[1] ?? "";
  if (letter === ";") return [unknownText(site)];
  const text = letters[letter] ?? (letter === "\n" ? "" : letter);
  return text === "" ? [] : [derivedText(text, site)];
}

function splitList(text: TracedText): TracedText[] {
  const elements: TracedText[] = [];
  let start = 0;
  for (let i = 0; i <= text.text.length; i++) {
    if (i < text.text.length && text.text[i] !== ";") continue;
    elements.push(text.slice(start, i));
    start = i + 1;
  }
  return elements;
}

function withSeparators(elements: readonly TracedText[]): Fragment[] {
  return elements.flatMap(({ fragments }, index) => {
    const site = fragments[0]?.site;
    return index === 0 || site === undefined ? fragments : [derivedText(";", site), ...fragments];
  });
}

function joinLists(first: readonly Fragment[], second: readonly Fragment[]): Fragment[] {
  const site = second[0]?.site;
  if (first.length === 0 || site === undefined) return [...first, ...second];
  return [...first, derivedText(";", site), ...second];
}
