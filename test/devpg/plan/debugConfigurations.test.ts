import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import type { AttachPlan } from "../../../devpg/src/plan/debug/attachPlan";
import { adapterAttach } from "../../../devpg/src/plan/debug/adapterAttach";
import { codelldbConfiguration } from "../../../devpg/src/plan/debug/codelldbConfiguration";
import { cppdbgConfiguration } from "../../../devpg/src/plan/debug/cppdbgConfiguration";

const plan: AttachPlan = {
  name: "Debug SQL",
  pid: 4711,
  program: "/prefix/bin/postgres",
  modules: { lldb: "/our modules/lldb.py", gdb: "/ours/gdb.py" },
  functionTypes: "/tmp/types.json",
  stopOnError: { sqlstates: ["22012"], texts: ['say "no"'] },
  entryFunction: "hello_main",
  sourceMap: { "/build": "/home/me/hello" },
};

const { entryFunction: _, sourceMap: __, functionTypes: ___, ...least } = plan;
const texts = { type: "array", items: { type: "string" } };

/**
 * What the extensions say that they accept, written down from their package.json: CodeLLDB 1.6 ("attach", "custom") and
 * C/C++ 1.12 ("cppdbg", "attach" and "launch"). Nothing else is allowed here, so that a misspelt attribute is noticed.
 */
const codelldbAttach = {
  type: "object",
  additionalProperties: false,
  required: ["type", "request", "name", "pid"],
  properties: {
    ...{ type: { const: "lldb" }, request: { const: "attach" }, name: { type: "string" } },
    ...{ program: { type: "string" }, pid: { type: ["number", "string"] }, stopOnEntry: { type: "boolean" } },
    ...{ initCommands: texts, preRunCommands: texts, postRunCommands: texts, exitCommands: texts },
    ...{ expressions: { enum: ["simple", "python", "native"] }, sourceLanguages: texts },
    sourceMap: { type: "object", additionalProperties: { type: ["string", "null"] } },
  },
};
const codelldbCustom = {
  type: "object",
  additionalProperties: false,
  required: ["type", "request", "name", "targetCreateCommands", "processCreateCommands"],
  properties: {
    ...{ type: { const: "lldb" }, request: { const: "custom" }, name: { type: "string" } },
    ...{ initCommands: texts, targetCreateCommands: texts, processCreateCommands: texts },
  },
};
const setupCommands = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["text"],
    properties: {
      ...{ text: { type: "string" }, description: { type: "string" }, ignoreFailures: { type: "boolean" } },
    },
  },
};
const cppdbgBoth = {
  ...{ type: { const: "cppdbg" }, name: { type: "string" }, program: { type: "string" } },
  ...{ MIMode: { type: "string" }, miDebuggerPath: { type: "string" }, setupCommands },
  sourceFileMap: { type: "object", additionalProperties: { type: "string" } },
};
const cppdbgAttach = {
  type: "object",
  additionalProperties: false,
  required: ["type", "request", "name", "program", "processId"],
  properties: {
    ...cppdbgBoth,
    ...{ request: { const: "attach" }, processId: { type: ["string", "integer"] } },
  },
};
const cppdbgLaunch = {
  type: "object",
  additionalProperties: false,
  required: ["type", "request", "name", "program", "cwd"],
  properties: {
    ...cppdbgBoth,
    ...{ request: { const: "launch" }, cwd: { type: "string" }, coreDumpPath: { type: "string" } },
  },
};

function checkAccepted(schema: object, configuration: unknown): void {
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  validate(JSON.parse(JSON.stringify(configuration)));
  expect(validate.errors).toBe(null);
}

describe("the configuration for CodeLLDB", () => {
  it("has only what it accepts", () => {
    checkAccepted(codelldbAttach, codelldbConfiguration(plan));
    checkAccepted(codelldbAttach, codelldbConfiguration({ ...least, stopOnError: false }));
    checkAccepted(codelldbCustom, codelldbConfiguration({ ...least, core: "/data/core 1" }));
  });

  it("attaches without a stop, loads our module, lets signals pass and stops on the errors that are wanted", () => {
    const configuration = codelldbConfiguration(plan);
    expect(configuration).toMatchObject({
      pid: 4711,
      stopOnEntry: false,
      initCommands: [
        'command script import "/our modules/lldb.py"',
        "dynpgext-function-types /tmp/types.json",
      ],
    });
    const commands = configuration["postRunCommands"] as string[];
    expect(commands[0]).toMatch(/--stop false --pass true .*SIGUSR1 SIGUSR2/);
    expect(commands).toContain('dynpgext-stop-on-error on --sqlstate 22012 --text "say \\"no\\""');
    expect(commands.at(-1)).toBe("breakpoint set --one-shot true --name hello_main");
  });

  it("opens a core file with the program that left it", () => {
    expect(codelldbConfiguration({ ...least, core: "/data/core 1" })).toMatchObject({
      targetCreateCommands: ['target create --core "/data/core 1" /prefix/bin/postgres'],
      processCreateCommands: [],
    });
  });
});

describe("the configuration for C/C++", () => {
  it("has only what it accepts", () => {
    checkAccepted(cppdbgAttach, cppdbgConfiguration(plan, "/usr/bin/gdb"));
    checkAccepted(cppdbgAttach, cppdbgConfiguration({ ...least, stopOnError: false }, undefined));
    checkAccepted(cppdbgLaunch, cppdbgConfiguration({ ...least, core: "/data/core" }, undefined));
  });

  it("gives gdb its commands one by one, each allowed to fail, and the pid as text", () => {
    const configuration = cppdbgConfiguration(plan, "/usr/bin/gdb");
    expect(configuration).toMatchObject({ processId: "4711", miDebuggerPath: "/usr/bin/gdb" });
    const commands = configuration["setupCommands"] as { text: string; ignoreFailures: boolean }[];
    expect(commands.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        '-interpreter-exec console "handle SIGUSR1 nostop noprint pass"',
        '-interpreter-exec console "source /ours/gdb.py"',
        '-interpreter-exec console "dynpgext-stop-on-error on --sqlstate 22012 --text \\"say \\\\\\"no\\\\\\"\\""',
        '-interpreter-exec console "tbreak hello_main"',
      ]),
    );
    expect(commands.every(({ ignoreFailures }) => ignoreFailures)).toBe(true);
  });
});

describe("arguments for adapters that we start", () => {
  it("are those of lldb-dap: it wants a list of pairs for sources", () => {
    expect(adapterAttach({ kind: "lldb-dap" }, plan)).toMatchObject({
      pid: 4711,
      stopOnEntry: false,
      sourceMap: [["/build", "/home/me/hello"]],
    });
    expect(adapterAttach({ kind: "lldb-dap" }, { ...plan, core: "/core" })).toMatchObject({
      coreFile: "/core",
      stopOnEntry: true,
    });
  });

  it("are those of gdb, which is set up by commands", () => {
    expect(adapterAttach({ kind: "gdb" }, plan)).toEqual({ pid: 4711, program: "/prefix/bin/postgres" });
  });
});
