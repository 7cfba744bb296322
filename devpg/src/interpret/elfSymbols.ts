/** Names that a shared library offers to others and asks of others. */
export interface LibrarySymbols {
  readonly exported: ReadonlySet<string>;
  readonly imported: ReadonlySet<string>;
}

const dynamicSymbols = 11; // SHT_DYNSYM
const localBinding = 0; // STB_LOCAL
const hiddenVisibility = new Set([1, 2]); // STV_INTERNAL, STV_HIDDEN

/**
 * The dynamic symbols of an ELF library; undefined when the bytes are none, or are cut off. Both word sizes, both byte
 * orders. Source: System V ABI, "Object Files", chapters 4 (sections, symbol table) and 5.
 */
export function elfSymbols(bytes: Uint8Array): LibrarySymbols | undefined {
  const file = elfFile(bytes);
  if (file === undefined) return undefined;
  try {
    return symbolsOf(file);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // An offset points behind the end: a file still being written.
    throw error;
  }
}

interface ElfFile {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly is64: boolean;
  readonly isLittle: boolean;
}

interface Section {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly entrySize: number;
}

function elfFile(bytes: Uint8Array): ElfFile | undefined {
  const isElf = bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
  const wordSize = bytes[4];
  const byteOrder = bytes[5];
  if (!isElf || (wordSize !== 1 && wordSize !== 2) || (byteOrder !== 1 && byteOrder !== 2)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { bytes, view, is64: wordSize === 2, isLittle: byteOrder === 1 };
}

function symbolsOf(file: ElfFile): LibrarySymbols {
  const exported = new Set<string>();
  const imported = new Set<string>();
  const sections = sectionsOf(file);
  for (const table of sections.filter((section) => section.type === dynamicSymbols)) {
    const names = sections[table.link];
    const entrySize = table.entrySize === 0 ? (file.is64 ? 24 : 16) : table.entrySize;
    if (names === undefined) continue;
    for (let at = table.offset; at + entrySize <= table.offset + table.size; at += entrySize) {
      const { nameOffset, binding, visibility, section } = symbolAt(file, at);
      const name = nameOffset === 0 ? "" : textAt(file, names.offset + nameOffset);
      if (name === "" || binding === localBinding) continue;
      if (section === 0) imported.add(name);
      else if (!hiddenVisibility.has(visibility)) exported.add(name);
    }
  }
  return { exported, imported };
}

function symbolAt(
  { view, is64, isLittle }: ElfFile,
  at: number,
): { nameOffset: number; binding: number; visibility: number; section: number } {
  const info = view.getUint8(at + (is64 ? 4 : 12));
  const other = view.getUint8(at + (is64 ? 5 : 13));
  const section = view.getUint16(at + (is64 ? 6 : 14), isLittle);
  return { nameOffset: view.getUint32(at, isLittle), binding: info >> 4, visibility: other & 3, section };
}

function sectionsOf({ view, is64, isLittle }: ElfFile): Section[] {
  const word = (at: number): number =>
    is64 ? Number(view.getBigUint64(at, isLittle)) : view.getUint32(at, isLittle);
  const start = word(is64 ? 40 : 32);
  const size = view.getUint16(is64 ? 58 : 46, isLittle);
  const count = view.getUint16(is64 ? 60 : 48, isLittle);
  return Array.from({ length: count }, (_none, index): Section => {
    const at = start + index * size;
    return {
      type: view.getUint32(at + 4, isLittle),
      offset: word(at + (is64 ? 24 : 16)),
      size: word(at + (is64 ? 32 : 20)),
      link: view.getUint32(at + (is64 ? 40 : 24), isLittle),
      entrySize: word(at + (is64 ? 56 : 36)),
    };
  });
}

/** Names of symbols in C are ASCII in practice; other bytes become one letter each. */
function textAt({ bytes }: ElfFile, start: number): string {
  let end = start;
  while (end < bytes.length && bytes[end] !== 0) end++;
  if (end >= bytes.length) throw new RangeError("a name has no end");
  return String.fromCharCode(...bytes.subarray(start, end));
}
