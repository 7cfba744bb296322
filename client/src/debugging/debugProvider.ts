import {
  DebugAdapterInlineImplementation,
  window,
  type DebugAdapterDescriptor,
  type DebugAdapterDescriptorFactory,
  type DebugConfiguration,
  type DebugConfigurationProvider,
  type DebugSession,
  type WorkspaceFolder,
} from "vscode";
import { readDebugConfiguration } from "../../../devpg/src/plan/debug/debugConfiguration";
import type { DevFolder } from "../devpg/devFolder";
import { showProblem } from "../devpg/showProblem";
import { handOver, takeBegin, type RequestConfiguration } from "./debugApi";
import type { DebugParts } from "./debugParts";
import { readySession, startForeign, type ReadySession } from "./debugSessionStart";
import type { ForeignSessions } from "./foreignSessions";
import { InlineAdapter } from "./inlineAdapter";
import { proposedConfigurations } from "./proposedConfigurations";

/** Configurations of type `dynpgext`: proposes, completes and runs them. */
export class DebugProvider implements DebugConfigurationProvider, DebugAdapterDescriptorFactory {
  private readonly ready = new Map<string, ReadySession>();
  private lastSession = 0;

  constructor(
    private readonly parts: DebugParts,
    private readonly foreign: ForeignSessions,
  ) {}

  async provideDebugConfigurations(folder: WorkspaceFolder | undefined): Promise<DebugConfiguration[]> {
    return proposedConfigurations(this.folderOf(folder));
  }

  /** F5 without a `launch.json` gives an empty configuration. */
  async resolveDebugConfiguration(
    folder: WorkspaceFolder | undefined,
    configuration: DebugConfiguration,
  ): Promise<DebugConfiguration | null | undefined> {
    if (configuration.type) return configuration;
    const dev = this.folderOf(folder);
    const proposed = await proposedConfigurations(dev);
    const items = proposed.map((each) => ({ label: each.name, each }));
    const chosen = await window.showQuickPick(items, { title: "What is to be debugged?" });
    return chosen?.each;
  }

  /** Everything that can fail or takes time before a debugger is there: it can be cancelled, and says why. */
  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: WorkspaceFolder | undefined,
    configuration: DebugConfiguration & Partial<RequestConfiguration>,
  ): Promise<DebugConfiguration | null | undefined> {
    const dev = this.folderOf(folder);
    if (dev === undefined) {
      void window.showErrorMessage("There is no folder of an extension to debug. Open one, then try again.");
      return undefined;
    }
    const wanted = wantedBy(configuration, dev);
    if (!wanted.ok) {
      void showProblem(this.parts, dev, wanted.problem);
      return wanted.problem.code === "debug-configuration" && configuration.dynpgextKey === undefined
        ? null // Opens `launch.json`.
        : undefined;
    }
    const session = await readySession(this.parts, dev, wanted.value, takeBegin(configuration));
    if (session === undefined) return undefined;
    const { kind } = session.debugger;
    if (kind === "codelldb" || kind === "cpptools") {
      handOver(configuration, startForeign(this.parts, this.foreign, dev.folder, session));
      return undefined;
    }
    const key = String(++this.lastSession);
    this.ready.set(key, session);
    return { ...configuration, dynpgextSession: key };
  }

  async createDebugAdapterDescriptor({
    configuration,
  }: DebugSession): Promise<DebugAdapterDescriptor | undefined> {
    const key = String(configuration["dynpgextSession"]);
    const session = this.ready.get(key);
    this.ready.delete(key);
    if (session === undefined || !("argv" in session.debugger)) return undefined;
    const { debugger: chosen, opened, request } = session;
    const { createDebugAdapter } = await import("../../../devpg/src/host/debug/createDebugAdapter");
    return new DebugAdapterInlineImplementation(
      new InlineAdapter((send) => createDebugAdapter(opened.postgres, chosen, request, send)),
    );
  }

  private folderOf(folder: WorkspaceFolder | undefined): DevFolder | undefined {
    const { folders } = this.parts;
    const uri = folder?.uri.toString();
    return folders.all().find((dev) => dev.folder.uri.toString() === uri) ?? folders.current;
  }
}

function wantedBy(
  configuration: DebugConfiguration & Partial<RequestConfiguration>,
  dev: DevFolder,
): ReturnType<typeof readDebugConfiguration> {
  const { dynpgextRequest: given } = configuration;
  if (given === undefined) return readDebugConfiguration(configuration, dev.folder.uri.fsPath);
  const loads = given.target.kind === "sql" || given.target.kind === "worker-start";
  return { ok: true, value: { ...given, load: given.load ?? loads, staysOpen: false } };
}
