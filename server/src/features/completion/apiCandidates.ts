import type { ApiFunction } from "../../pg/api/apiFunction";
import { apiFunctions } from "../../pg/api/apiFunctions";
import { declarationOf } from "../hover/describeApi";
import type { Candidate } from "./completion";

/**
 * PostgreSQL's functions of which a part (`SPI_palloc`: `SPI`, `palloc`) begins as the word that is being typed. Editors filter
 * what they are offered while the word goes on; two letters keep the offer short. Nothing for no word at all.
 */
export function apiCandidates(typed: string, pgMajor: number): readonly Candidate[] {
  return candidatesByStart(pgMajor).get(typed.slice(0, 2).toLowerCase()) ?? [];
}

type CandidatesByStart = ReadonlyMap<string, readonly Candidate[]>;

const byMajor = new Map<number, CandidatesByStart>();

function candidatesByStart(pgMajor: number): CandidatesByStart {
  const known = byMajor.get(pgMajor);
  if (known) return known;
  const built = new Map<string, Candidate[]>();
  for (const api of apiFunctions.values()) {
    if (!isOffered(api, pgMajor)) continue;
    const candidate: Candidate = { label: api.name, kind: "function", detail: declarationOf(api), rank: 2 };
    for (const start of startsOf(api.name)) {
      const list = built.get(start);
      if (list) list.push(candidate);
      else built.set(start, [candidate]);
    }
  }
  byMajor.set(pgMajor, built);
  return built;
}

/** What the server has in a major version. Functions of C and of libpq are known to every other tool. */
function isOffered({ source, since = 0, until = Infinity }: ApiFunction, pgMajor: number): boolean {
  return source.startsWith("src/include/") && since <= pgMajor && pgMajor <= until;
}

/** The first letter and the first two letters of every part of a name, in lower case. */
function startsOf(name: string): ReadonlySet<string> {
  const parts = [name, ...name.split(/_|(?<=[a-z\d])(?=[A-Z])/u)].filter((part) => part !== "");
  return new Set(parts.flatMap((part) => [part.slice(0, 1).toLowerCase(), part.slice(0, 2).toLowerCase()]));
}
