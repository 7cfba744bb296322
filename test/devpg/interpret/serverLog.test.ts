import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LogReader, type LogFormat } from "../../../devpg/src/interpret/serverLog";
import type { LogRecord } from "../../../devpg/src/interpret/serverMessage";

/** As PostgreSQL 15 writes it. */
const jsonLines = [
  `{"timestamp":"2026-11-21 15:43:53.702 UTC","pid":42,"session_id":"6741.35","line_num":1,"session_start":"2026-11-21 15:43:53 UTC","txid":0,"error_severity":"LOG","message":"starting","backend_type":"postmaster","query_id":0}`,
  `{"timestamp":"2026-11-21 15:44:01.100 UTC","user":"postgres","dbname":"dev","pid":43,"remote_host":"[local]","error_severity":"ERROR","state_code":"22012","message":"division by zero\\nindeed \\"so\\" 😀","detail":"d","hint":"h","context":"SQL function \\"f\\"","statement":"select 1/0","cursor_position":9,"internal_query":"q","internal_position":3,"func_name":"int4div","file_name":"int.c","file_line_num":840,"application_name":"psql","backend_type":"client backend","query_id":0}`,
];

const errorFields = {
  severity: "ERROR",
  code: "22012",
  detail: "d",
  hint: "h",
  context: `SQL function "f"`,
  statement: "select 1/0",
  position: 9,
  internalQuery: "q",
  internalPosition: 3,
  routine: "int4div",
  file: "int.c",
  line: 840,
  user: "postgres",
  database: "dev",
  pid: 43,
  applicationName: "psql",
  backendType: "client backend",
};

/** As PostgreSQL 13 (24 columns) and 14 (26 columns) write it. */
const csvText = [
  `2026-11-21 15:43:53.702 UTC,,,42,,6741.35,1,,2026-11-21 15:43:53 UTC,,0,LOG,00000,"starting",,,,,,,,,"","postmaster"`,
  `2026-11-21 15:44:01.100 UTC,"postgres","dev",43,"[local]",6741.36,3,"SELECT",2026-11-21 15:44:00 UTC,3/4,0,ERROR,22012,"division by zero\nindeed ""so"" 😀","d","h","q",3,"SQL function ""f""","select 1/0",9,"int4div, int.c:840","psql","client backend",,0`,
  "",
].join("\n");

const texts: Readonly<Record<LogFormat, string>> = { jsonlog: `${jsonLines.join("\n")}\n`, csvlog: csvText };

for (const format of ["jsonlog", "csvlog"] as const) {
  describe(`a log in ${format}`, () => {
    it("gives records with the fields of the protocol", () => {
      const records = new LogReader(format).push(texts[format]);
      expect(records).toHaveLength(2);
      expect(records[0]).toEqual({
        timestamp: "2026-11-21 15:43:53.702 UTC",
        pid: 42,
        severity: "LOG",
        code: "00000",
        message: "starting",
        backendType: "postmaster",
      });
      expect(records[1]).toEqual({
        timestamp: "2026-11-21 15:44:01.100 UTC",
        message: `division by zero\nindeed "so" 😀`,
        ...errorFields,
      });
    });

    it("gives the same however it is cut into pieces", () => {
      const whole = new LogReader(format).push(texts[format]);
      fc.assert(
        fc.property(fc.array(fc.nat(texts[format].length), { maxLength: 6 }), (cuts) => {
          const reader = new LogReader(format);
          const ends = [...cuts.sort((a, b) => a - b), texts[format].length];
          const records: LogRecord[] = [];
          ends.forEach((end, i) => records.push(...reader.push(texts[format].slice(ends[i - 1] ?? 0, end))));
          expect(records).toEqual(whole);
        }),
      );
    });

    it("keeps a record that is half written until the rest comes", () => {
      const reader = new LogReader(format);
      const half = texts[format].length - 20;
      expect(reader.push(texts[format].slice(0, half))).toHaveLength(1);
      expect(reader.push("")).toHaveLength(0);
      expect(reader.push(texts[format].slice(half))).toHaveLength(1);
    });
  });
}

describe("a damaged log", () => {
  it("loses the damaged line only", () => {
    const text = `${jsonLines[0]!.slice(0, 40)}\n${jsonLines[1]!}\nplain text\n[]\n{"pid":1}\n`;
    expect(new LogReader("jsonlog").push(text).map((record) => record.pid)).toEqual([43]);
  });
});
