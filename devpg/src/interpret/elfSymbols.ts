import { elfFile, sectionsOf, textAt, type ElfFile } from "./elfFile";

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
