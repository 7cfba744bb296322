/** Reads the apt sources of this machine: both the one-line form and the deb822 form. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

const aptFolder = "/etc/apt";

/** `{ uri, suite, components }[]`, one for each suite. Empty where there is no apt. */
export async function readAptSources() {
  const parts = path.join(aptFolder, "sources.list.d");
  const names = await readdir(parts).catch(() => []);
  const files = [path.join(aptFolder, "sources.list"), ...names.sort().map((name) => path.join(parts, name))];
  const found = [];
  for (const file of files) {
    const text = await readFile(file, "utf8").catch(() => "");
    found.push(...(file.endsWith(".sources") ? parseDeb822(text) : parseOneLine(text)));
  }
  return found;
}

/** `deb [options] uri suite component...` lines. */
export function parseOneLine(text) {
  return [...text.matchAll(/^\s*deb\s+(?:\[[^\]]*\]\s*)?(\S+)\s+(\S+)\s+([^#\n]+)/gm)].map(
    ([, uri, suite, components]) => ({
      uri,
      suite,
      components: components.trim().split(/\s+/),
    }),
  );
}

/** Stanzas of `Key: value` lines, with continuation lines that start with a blank. */
export function parseDeb822(text) {
  const stanzas = text
    .replace(/^#.*\n/gm, "")
    .replace(/\n[ \t]+/g, " ")
    .split(/\n\s*\n/);
  return stanzas.flatMap((stanza) => {
    const fields = new Map(
      [...stanza.matchAll(/^([\w-]+):[ \t]*(.*)$/gm)].map(([, key, value]) => [
        key.toLowerCase(),
        value.trim(),
      ]),
    );
    const words = (key) => (fields.get(key) ?? "").split(/\s+/).filter(Boolean);
    if (!words("types").includes("deb") || fields.get("enabled")?.toLowerCase() === "no") return [];
    return words("uris").flatMap((uri) =>
      words("suites").map((suite) => ({ uri, suite, components: words("components") })),
    );
  });
}
