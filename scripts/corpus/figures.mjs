/** Size of a corpus, and the list of its C files. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** `.c` and `.h` files below a folder, sorted; symbolic links are not followed. */
export function listSources(folder) {
  const found = [];
  const pending = [folder];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const full = path.join(at, entry.name);
      if (entry.isDirectory()) pending.push(full);
      else if (entry.isFile() && /\.[ch]$/.test(entry.name)) found.push(full);
    }
  }
  return found.sort();
}

/** Counts of `.c` and `.h` files, lines and bytes below the folders. */
export function figuresOf(folders) {
  const figures = { c: 0, h: 0, lines: 0, bytes: 0 };
  for (const file of folders.flatMap((folder) => listSources(folder))) {
    const content = readFileSync(file);
    figures[file.endsWith(".c") ? "c" : "h"] += 1;
    figures.bytes += content.length;
    for (let at = content.indexOf(10); at !== -1; at = content.indexOf(10, at + 1)) figures.lines += 1;
  }
  return figures;
}

export function figuresText({ c, h, lines, bytes }) {
  return `${c} .c, ${h} .h, ${lines.toLocaleString("en")} lines, ${(bytes / 1e6).toFixed(1)} MB`;
}
