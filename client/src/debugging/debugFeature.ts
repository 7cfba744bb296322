import { debug, DebugConfigurationProviderTriggerKind, type Disposable } from "vscode";
import { registerDebugCommands } from "./debugCommands";
import type { DebugParts } from "./debugParts";
import { DebugProvider } from "./debugProvider";
import { ForeignSessions } from "./foreignSessions";

const debugType = "dynpgext";

/** Everything of debugging in the editor: the debug type and the commands. */
export class DebugFeature implements Disposable {
  private readonly parts: readonly Disposable[];

  constructor(parts: DebugParts) {
    const foreign = new ForeignSessions();
    const provider = new DebugProvider(parts, foreign);
    const proposing = {
      provideDebugConfigurations: (folder: Parameters<DebugProvider["provideDebugConfigurations"]>[0]) =>
        provider.provideDebugConfigurations(folder),
    };
    const { Dynamic } = DebugConfigurationProviderTriggerKind;
    this.parts = [
      debug.registerDebugConfigurationProvider(debugType, provider),
      debug.registerDebugConfigurationProvider(debugType, proposing, Dynamic),
      debug.registerDebugAdapterDescriptorFactory(debugType, provider),
      ...registerDebugCommands(parts),
      foreign,
    ];
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }
}
