import { readFile } from "node:fs/promises";
import type { PackageTool, SystemFacts } from "../../interpret/doctorFacts";

export async function gatherSystemFacts(): Promise<SystemFacts> {
  const { platform } = process;
  const isKnown = platform === "linux" || platform === "darwin";
  return {
    platform: isKnown ? platform : "other",
    isRoot: process.getuid?.() === 0,
    packages: platform === "darwin" ? "brew" : await packageTool(),
  };
}

/** By the name of the distribution or of one it is made from. Source: os-release(5), `ID` and `ID_LIKE`. */
async function packageTool(): Promise<PackageTool | undefined> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  const names = [...text.matchAll(/^(?:ID|ID_LIKE)="?([^"\n]*)"?$/gm)].flatMap(([, value = ""]) =>
    value.split(" "),
  );
  return names.map((name) => tools[name]).find((tool) => tool !== undefined);
}

const tools: Readonly<Record<string, PackageTool>> = {
  debian: "apt",
  ubuntu: "apt",
  fedora: "dnf",
  rhel: "dnf",
  centos: "dnf",
  alpine: "apk",
  arch: "pacman",
  suse: "zypper",
  opensuse: "zypper",
};
