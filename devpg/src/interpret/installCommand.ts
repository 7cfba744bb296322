import type { PackageTool, SystemFacts } from "./doctorFacts";

const commands: Readonly<Record<PackageTool, string>> = {
  apt: "apt-get install",
  dnf: "dnf install",
  apk: "apk add",
  pacman: "pacman -S",
  zypper: "zypper install",
  brew: "brew install",
};

/** The command that installs packages, which each distribution calls by its own names; undefined when none is known. */
export function installCommand(
  { packages, isRoot }: SystemFacts,
  names: Readonly<Partial<Record<PackageTool, string>>>,
): string | undefined {
  const wanted = packages === undefined ? undefined : names[packages];
  if (packages === undefined || wanted === undefined) return undefined;
  const asRoot = isRoot || packages === "brew" ? "" : "sudo ";
  return `${asRoot}${commands[packages]} ${wanted}`;
}
