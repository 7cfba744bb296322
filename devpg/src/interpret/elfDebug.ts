import { elfFile, sectionsOf, textAt, type ElfFile, type Section } from "./elfFile";

/** What a program carries for debuggers. */
export interface ElfDebug {
  readonly hasDebugInformation: boolean;
  /** Lower-case hex: names the file that the debug information was split off to. */
  readonly buildId?: string;
}

/** Undefined when the bytes are no ELF file, or are cut off. */
export function elfDebug(bytes: Uint8Array): ElfDebug | undefined {
  const file = elfFile(bytes);
  if (file === undefined) return undefined;
  try {
    const sections = namedSections(file);
    const note = sections.get(".note.gnu.build-id");
    const buildId = note === undefined ? undefined : buildIdIn(file, note);
    const hasDebugInformation = sections.has(".debug_info") || sections.has(".zdebug_info");
    return { hasDebugInformation, ...(buildId === undefined ? {} : { buildId }) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function namedSections(file: ElfFile): ReadonlyMap<string, Section> {
  const { view, is64, isLittle } = file;
  const sections = sectionsOf(file);
  const names = sections[view.getUint16(is64 ? 62 : 50, isLittle)];
  if (names === undefined) return new Map();
  return new Map(sections.map((section) => [textAt(file, names.offset + section.nameOffset), section]));
}

/** The note's name ("GNU") and content are each padded to four bytes. Source: elf(5), "Notes (Nhdr)". */
function buildIdIn({ view, bytes, isLittle }: ElfFile, { offset }: Section): string {
  const nameSize = view.getUint32(offset, isLittle);
  const size = view.getUint32(offset + 4, isLittle);
  const start = offset + 12 + Math.ceil(nameSize / 4) * 4;
  if (start + size > bytes.length) throw new RangeError("the build id is cut off");
  return Array.from(bytes.subarray(start, start + size), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
