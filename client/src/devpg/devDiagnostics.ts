import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  languages,
  Location,
  Range,
  Uri,
  type Disposable,
} from "vscode";
import type { LoaderEvent } from "../../../devpg/src/host/devPostgres";
import type { SourceDiagnostic, SourcePlace } from "../../../devpg/src/interpret/sourceDiagnostic";
import { rulePageUrl } from "../../../server/src/protocol/rulePage";
import type { DevFolder } from "./devFolder";
import { diagnosticsAfter, eventDiagnostics, originText, type OperationOutcome } from "./diagnosticsState";

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** What compilers, scripts, servers and the loader say about the sources, in the editor and the Problems panel. */
export class DevDiagnostics implements Disposable {
  private readonly operations = new FolderDiagnostics("dynpgext-devpg");
  private readonly runTime = new FolderDiagnostics("dynpgext-runtime");
  private readonly sanitizer = new FolderDiagnostics("dynpgext-sanitizer");
  private readonly crashes = new FolderDiagnostics("dynpgext-crash");

  /** An operation has ended. */
  ended(dev: DevFolder, outcome: OperationOutcome): void {
    // The libraries are other ones now.
    this.crashes.set(dev, []);
    this.operations.set(dev, diagnosticsAfter(this.operations.get(dev), outcome));
  }

  /** All that the loader has reported since the last load. */
  observed(dev: DevFolder, events: readonly LoaderEvent[]): void {
    this.runTime.set(dev, eventDiagnostics(events));
  }

  /** All that AddressSanitizer has reported of the libraries as they are now. */
  sanitized(dev: DevFolder, found: readonly SourceDiagnostic[]): void {
    this.sanitizer.set(dev, found);
  }

  /** A process died here. Another crash at the same line takes its place. */
  crashed(dev: DevFolder, found: SourceDiagnostic): void {
    const isElsewhere = ({ path, start }: SourceDiagnostic): boolean =>
      path !== found.path || start.line !== found.start.line;
    this.crashes.set(dev, [...this.crashes.get(dev).filter(isElsewhere), found]);
  }

  dispose(): void {
    this.crashes.dispose();
    this.operations.dispose();
    this.runTime.dispose();
    this.sanitizer.dispose();
  }
}

/** A collection whose diagnostics are replaced folder by folder. */
class FolderDiagnostics implements Disposable {
  private readonly collection;
  private readonly byFolder = new Map<DevFolder, readonly SourceDiagnostic[]>();

  constructor(name: string) {
    this.collection = languages.createDiagnosticCollection(name);
  }

  get(dev: DevFolder): readonly SourceDiagnostic[] {
    return this.byFolder.get(dev) ?? [];
  }

  set(dev: DevFolder, diagnostics: readonly SourceDiagnostic[]): void {
    if (diagnostics.length === 0 && this.get(dev).length === 0) return;
    this.byFolder.set(dev, diagnostics);
    const byPath = new Map<string, Diagnostic[]>();
    for (const each of [...this.byFolder.values()].flat()) {
      const ofPath = byPath.get(each.path) ?? [];
      ofPath.push(toDiagnostic(each));
      byPath.set(each.path, ofPath);
    }
    this.collection.clear();
    this.collection.set([...byPath].map(([path, all]) => [Uri.file(path), all]));
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function toDiagnostic(from: SourceDiagnostic): Diagnostic {
  const diagnostic = new Diagnostic(rangeOf(from), from.message, severities[from.severity]);
  diagnostic.source = originText(from.source);
  if (from.code !== undefined) {
    const isRule = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/u.test(from.code) && from.source === "loader";
    diagnostic.code = isRule ? { value: from.code, target: Uri.parse(rulePageUrl(from.code)) } : from.code;
  }
  diagnostic.relatedInformation = from.related.map(
    (place) =>
      new DiagnosticRelatedInformation(new Location(Uri.file(place.path), rangeOf(place)), place.message),
  );
  return diagnostic;
}

function rangeOf({ start, end }: SourcePlace): Range {
  return new Range(start.line, start.column, end.line, end.column);
}
