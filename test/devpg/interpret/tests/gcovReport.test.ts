import { describe, expect, it } from "vitest";
import { gcovReport } from "../../../../devpg/src/interpret/tests/gcovReport";

function document(file: string, count: number): string {
  const lines = [
    {
      line_number: 5,
      count,
      function_name: "price",
      branches: [
        { count, throw: false },
        { count: 0, throw: true },
      ],
    },
    { line_number: 3, count: 9, function_name: "pg_finfo_price", branches: [] },
  ];
  const functions = [
    { name: "price", start_line: 4, end_line: 8, execution_count: count },
    { name: "pg_finfo_price", start_line: 3, end_line: 3, execution_count: 9 },
  ];
  return JSON.stringify({ current_working_directory: "/copy", files: [{ file, lines, functions }] });
}

describe("what gcov says", () => {
  it("is summed up by file of the project, without what macros define", () => {
    const output = `${document("shop.c", 2)}\nnot JSON\n${document("/copy/shop.c", 1)}\n${document("/usr/include/x.h", 5)}\n`;
    const files = gcovReport(output, (path) =>
      path.startsWith("/copy/") ? path.replace("/copy", "/w") : undefined,
    );
    expect(files).toEqual([
      {
        path: "/w/shop.c",
        lines: [{ line: 4, count: 3, branches: [3] }],
        functions: [{ name: "price", line: 3, endLine: 7, count: 3 }],
      },
    ]);
  });
});
