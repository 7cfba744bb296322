import { describe, expect, it } from "vitest";
import { acceptAll, acceptStatements } from "../../../../devpg/src/interpret/tests/acceptOutput";
import { failureText } from "../../../../devpg/src/interpret/tests/failureText";
import { judgeRegress } from "../../../../devpg/src/interpret/tests/judgeRegress";

const script = `CREATE EXTENSION e;

-- the answer
SELECT answer();
COPY t FROM stdin;
SELECT 1;

\\.
SELECT 'x

y' AS z;
SELECT answer();
`;

/** What `psql -a` prints for `script`, with the two answers. */
function output(first: string, second = "42"): string {
  const table = (value: string): string => ` answer \n--------\n     ${value}\n(1 row)\n\n`;
  return (
    `CREATE EXTENSION e;\n-- the answer\nSELECT answer();\n${table(first)}COPY t FROM stdin;\nSELECT 'x\n\ny' AS z;\n` +
    ` z \n---\n x+\n  +\n y\n(1 row)\n\nSELECT answer();\n${table(second)}`
  );
}

/** Which statements failed, as `line: message`, lines from 1. */
function checkFailures(
  actual: string,
  expected: readonly string[],
  failures: readonly string[],
  text = script,
): void {
  const judged = judgeRegress(text, expected, actual);
  expect(judged.failures.map((each) => `${each.part.startLine + 1}: ${failureText(text, each)}`)).toEqual(
    failures,
  );
}

describe("comparing the output of a script with what was expected", () => {
  it("finds nothing in the same output", () => {
    checkFailures(output("42"), [output("42")], []);
  });

  it("names the statement whose output differs, and how", () => {
    checkFailures(output("43"), [output("42")], ["4: SELECT answer(): `43` instead of `42`"]);
    checkFailures(output("42", "41"), [output("42")], ["12: SELECT answer(): `41` instead of `42`"]);
  });

  it("names an error that came instead of rows", () => {
    const broken = output("42").replace(
      / answer \n--------\n {5}42\n\(1 row\)\n\n/,
      "ERROR:  division by zero\n",
    );
    checkFailures(broken, [output("42")], ["4: SELECT answer(): `ERROR: division by zero`"]);
  });

  it("gives a table with its head", () => {
    const [failure] = judgeRegress(script, [output("42")], output("43")).failures;
    expect(failure?.expectedOutput).toBe(" answer \n--------\n     42\n(1 row)\n\n");
    expect(failure?.actualOutput).toBe(" answer \n--------\n     43\n(1 row)\n\n");
  });

  it("compares with the alternative that comes nearest", () => {
    const judged = judgeRegress(script, [output("1", "2"), output("42"), output("3")], output("43"));
    expect(judged.nearest).toBe(1);
    expect(judged.failures).toHaveLength(1);
  });

  it("reports a statement that was added to the script, and only that", () => {
    const longer = script.replace("SELECT 'x", "SELECT more();\nSELECT 'x");
    const actual = output("42").replace("SELECT 'x\n", "SELECT more();\n m \n---\n(0 rows)\n\nSELECT 'x\n");
    checkFailures(actual, [output("42")], ["9: SELECT more(): it is not in the expected output yet"], longer);
  });

  it("reports where the connection was lost, and that the rest gave nothing", () => {
    const lost = "server closed the connection unexpectedly\nconnection to server was lost\n";
    const actual = `CREATE EXTENSION e;\n-- the answer\nSELECT answer();\n${lost}`;
    const { failures } = judgeRegress(script, [output("42")], actual);
    expect(failures[0]).toMatchObject({ index: 1, actualOutput: lost });
    expect(failures).toHaveLength(4);
  });

  it("has no use for an expected output", () => {
    expect(judgeRegress(script, [], output("42"))).toMatchObject({ nearest: -1 });
  });
});

describe("accepting output", () => {
  it("of one statement leaves the others as they were", () => {
    const accepted = acceptStatements(
      { script, expected: output("1", "2"), actual: output("42", "43") },
      [1],
    );
    expect(accepted).toBe(output("42", "2"));
  });

  it("of every statement that failed makes the test pass", () => {
    const actual = output("42", "43").replace("(1 row)", "(1 row!)");
    const expected = output("7", "43");
    const { failures } = judgeRegress(script, [expected], actual);
    const texts = { script, expected, actual };
    expect(
      acceptStatements(
        texts,
        failures.map(({ index }) => index),
      ),
    ).toBe(actual);
  });

  it("keeps line ends of two letters", () => {
    const expected = output("1").replaceAll("\n", "\r\n");
    expect(acceptAll({ expected, actual: output("42") })).toBe(output("42").replaceAll("\n", "\r\n"));
    const accepted = acceptStatements(
      { script: script.replaceAll("\n", "\r\n"), expected, actual: output("42").replaceAll("\n", "\r\n") },
      [1],
    );
    expect(accepted).toBe(output("42").replaceAll("\n", "\r\n"));
  });

  it("keeps a missing line feed at the end when the end is not accepted", () => {
    const expected = output("1").trimEnd();
    const accepted = acceptStatements({ script, expected, actual: output("42") }, [1]);
    expect(accepted).toBe(output("42").trimEnd());
  });
});
