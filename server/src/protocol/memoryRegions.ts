/** `dynpgext/memoryRegions`: asks for the memory regions of the function at a place; the answer is null where there is none. */
export const memoryRegionsMethod = "dynpgext/memoryRegions";

/** Lines and characters are zero-based, in UTF-16 code units, as everywhere in the protocol. */
export interface MemoryRegionsParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

export interface MemoryRegions {
  readonly uri: string;
  /** The function. */
  readonly name: string;
  readonly startLine: number;
  readonly endLine: number;
  /** In the order in which they are drawn; rows name them by position. */
  readonly regions: readonly MemoryRegion[];
  readonly rows: readonly MemoryRegionRow[];
}

export interface MemoryRegion {
  /** `SPI region #1`. */
  readonly name: string;
}

/** One thing that happens to a region. In the order of the code. */
export interface MemoryRegionRow {
  readonly line: number;
  readonly character: number;
  /** The line as it is written, without the blanks around it. */
  readonly code: string;
  readonly region: number;
  readonly mark:
    "opened" | "closed" | "reset" | "switchedTo" | "allocated" | "used" | "freed" | "usedAfterEnd";
  readonly note: string;
  /** For each region whether it lives once this has happened. */
  readonly lives: readonly boolean[];
  /** The region in which memory is allocated from here on. */
  readonly current: number;
}
