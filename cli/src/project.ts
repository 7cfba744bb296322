import { repository, version as manifestVersion } from "../../package.json";

export const version: string = manifestVersion;

/** The project's home page, without a final slash. */
export const homepage: string = repository.url.replace(/\.git$/, "");

/** The page of a rule. */
export function rulePageUrl(rule: string): string {
  return `${homepage}/blob/main/docs/rules/${encodeURIComponent(rule)}.md`;
}
