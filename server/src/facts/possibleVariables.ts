import type { Chunk } from "../syntax/c/source";

/**
 * The words of definitions at file level that may name variables, without a parse: all names that the parser would find,
 * and some more. Between braces and among the parameters of a function no variable is named.
 */
export function possibleVariables(chunk: Chunk): ReadonlySet<string> {
  let names = known.get(chunk);
  if (!names) {
    names = new Scan().names(chunk.text);
    known.set(chunk, names);
  }
  return names;
}

const known = new WeakMap<Chunk, ReadonlySet<string>>();

const tokens =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[^]*?(?:\*\/|$(?![^]))|\/\/[^\n]*|^[ \t]*#(?:[^\n\\]|\\[^])*|[A-Za-z_]\w*|[{}()*,;=]/gmu;
const directive = /^[ \t]*#[ \t]*(\w*)/u;
/** The head of a block of which the braces belong to no definition. */
const linkage = 'extern "';
/** Between the braces of C++ stand whole definitions. */
const isForeign = /^(?:namespace|template|class|using)$/u;

class Scan {
  private readonly found = new Set<string>();
  private braces = 0;
  /** Whether names count in each group that is open. */
  private readonly groups: boolean[] = [];
  /** How deep each conditional stands that is open. */
  private readonly conditionals: number[] = [];
  private last = "";
  private beforeLast = "";
  /** What is inside of what. */
  private isClear = true;

  names(text: string): ReadonlySet<string> {
    for (const [token] of text.matchAll(tokens)) this.read(token);
    if (!this.isClear || this.depth !== 0)
      for (const [token] of text.matchAll(tokens)) if (/^\w/u.test(token)) this.found.add(token);
    return this.found;
  }

  private get depth(): number {
    return this.braces + this.groups.length;
  }

  private read(token: string): void {
    if (/^\w/u.test(token)) {
      if (this.braces === 0 && this.groups.at(-1) !== false) this.found.add(token);
      if (isForeign.test(token)) this.isClear = false;
    } else if (token.length > 1) {
      const word = directive.exec(token)?.[1];
      if (word !== undefined) this.conditional(word);
      else if (this.last === "extern" && token.startsWith('"')) this.last = linkage;
      return;
    } else this.sign(token);
    this.beforeLast = this.last;
    this.last = token;
  }

  private sign(token: string): void {
    const { groups } = this;
    if (token === "{") this.braces += this.last === linkage ? 0 : 1;
    // One too many closes a linkage block.
    else if (token === "}") this.braces = Math.max(0, this.braces - 1);
    else if (this.braces > 0) return;
    else if (token === "(") groups.push(mayHoldName(this.last));
    else if (token === ")") groups.pop();
    else if (token === "*" && groups.length > 0) {
      // `(*name)(…)`, `(WINAPI *name)(…)`
      if (this.last === "(" || (this.beforeLast === "(" && isMacro.test(this.last)))
        groups[groups.length - 1] = true;
    }
  }

  /** The branches of a conditional tell what is inside of what when each closes what it opens. */
  private conditional(word: string): void {
    const { conditionals, depth } = this;
    if (/^if/u.test(word)) conditionals.push(depth);
    else if (/^(?:el|endif)/u.test(word)) {
      if ((conditionals.at(-1) ?? 0) !== depth) this.isClear = false;
      if (word === "endif") conditionals.pop();
    }
  }
}

/** A group in which the name itself may stand, `int (name)`, or from which a macro may make one. */
function mayHoldName(before: string): boolean {
  return before !== ")" && (!/^\w/u.test(before) || typeWord.test(before) || isMacro.test(before));
}

const typeWord =
  /^(?:void|char|short|int|long|float|double|signed|unsigned|bool|_Bool|const|volatile|struct|union|enum)$/u;
const isMacro = /^[A-Z][A-Z\d_]*$/u;
