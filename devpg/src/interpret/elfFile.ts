/**
 * Recognises an ELF file of either word size and byte order. Undefined when the bytes are none. What reads further
 * throws a RangeError where the file is cut off. Source: System V ABI, "Object Files", chapter 4.
 */
export function elfFile(bytes: Uint8Array): ElfFile | undefined {
  const isElf = bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
  const wordSize = bytes[4];
  const byteOrder = bytes[5];
  if (!isElf || (wordSize !== 1 && wordSize !== 2) || (byteOrder !== 1 && byteOrder !== 2)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { bytes, view, is64: wordSize === 2, isLittle: byteOrder === 1 };
}

/** An ELF file and how its numbers are written. */
export interface ElfFile {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly is64: boolean;
  readonly isLittle: boolean;
}

export interface Section {
  /** Of its name, in the section of names. */
  readonly nameOffset: number;
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly entrySize: number;
}

export function sectionsOf({ view, is64, isLittle }: ElfFile): Section[] {
  const word = (at: number): number =>
    is64 ? Number(view.getBigUint64(at, isLittle)) : view.getUint32(at, isLittle);
  const start = word(is64 ? 40 : 32);
  const size = view.getUint16(is64 ? 58 : 46, isLittle);
  const count = view.getUint16(is64 ? 60 : 48, isLittle);
  return Array.from({ length: count }, (_none, index): Section => {
    const at = start + index * size;
    return {
      nameOffset: view.getUint32(at, isLittle),
      type: view.getUint32(at + 4, isLittle),
      offset: word(at + (is64 ? 24 : 16)),
      size: word(at + (is64 ? 32 : 20)),
      link: view.getUint32(at + (is64 ? 40 : 24), isLittle),
      entrySize: word(at + (is64 ? 56 : 36)),
    };
  });
}

/** Names of symbols in C are ASCII in practice; other bytes become one letter each. */
export function textAt({ bytes }: ElfFile, start: number): string {
  let end = start;
  while (end < bytes.length && bytes[end] !== 0) end++;
  if (end >= bytes.length) throw new RangeError("a name has no end");
  return String.fromCharCode(...bytes.subarray(start, end));
}
