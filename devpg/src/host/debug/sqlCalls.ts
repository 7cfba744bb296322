import type { DevPostgres, DevResult } from "../devPostgres";

/** A SQL function that is implemented by a C function. */
export interface SqlCall {
  /** `hello.greet(name text)`. */
  readonly signature: string;
  /** A statement that calls it, with a place for each argument: `select hello.greet(NULL::text)`. */
  readonly statement: string;
}

interface FunctionRow {
  readonly signature: string;
  readonly call: string;
  readonly returns_set: boolean;
  readonly is_trigger: boolean;
}

const functions = `select p.oid::regprocedure::text as signature, p.proretset as returns_set,
    p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype) as is_trigger,
    format('%s(%s)', p.oid::regproc, coalesce((select string_agg(
      case t.typcategory when 'N' then '1' when 'B' then 'true' when 'S' then quote_literal('text')
        else 'NULL::' || format_type(t.oid, null) end, ', ' order by a.ordinality)
      from unnest(p.proargtypes) with ordinality a(type, ordinality) join pg_type t on t.oid = a.type), '')) as call
  from pg_proc p join pg_language l on l.oid = p.prolang
  where l.lanname = 'c' and p.prosrc = $1 and p.prokind in ('f', 'w', 'p')
  order by p.pronargs, signature`;

/** The SQL functions behind a C function, in the dev database as it is now. */
export async function sqlCalls(
  postgres: DevPostgres,
  cFunction: string,
): Promise<DevResult<readonly SqlCall[]>> {
  const connected = await postgres.connect(null);
  if (!connected.ok) return connected;
  try {
    // Names with their schema, as it need not be on the search path of whoever runs the call.
    await connected.value.run("set search_path = ''");
    const rows = await connected.value.query<FunctionRow>(functions, [cFunction]);
    if (!rows.ok) return rows;
    return { ok: true, value: rows.value.map(callOf) };
  } finally {
    await connected.value.end();
  }
}

function callOf({ signature, call, returns_set, is_trigger }: FunctionRow): SqlCall {
  if (is_trigger) return { signature, statement: "" };
  return { signature, statement: returns_set ? `select * from ${call}` : `select ${call}` };
}
