/**
 * Messages of the Debug Adapter Protocol, as far as we look into them; the rest passes as it is.
 * Source: https://microsoft.github.io/debug-adapter-protocol/specification
 */
export type DapMessage = DapRequest | DapResponse | DapEvent;

export interface DapRequest {
  readonly type: "request";
  readonly seq: number;
  readonly command: string;
  readonly arguments?: unknown;
}

export interface DapResponse {
  readonly type: "response";
  readonly seq: number;
  readonly request_seq: number;
  readonly command: string;
  readonly success: boolean;
  /** Of a failure: a short text for programs. */
  readonly message?: string;
  readonly body?: unknown;
}

export interface DapEvent {
  readonly type: "event";
  readonly seq: number;
  readonly event: string;
  readonly body?: unknown;
}

/** What a member of an unknown value holds; undefined when it is no object or has none. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** A member that is an object, or an empty one. */
export function objectIn(value: unknown, name: string): Record<string, unknown> {
  const found = memberOf(value, name);
  return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : {};
}

/** A member that is a list, or an empty one. */
export function listIn(value: unknown, name: string): readonly unknown[] {
  const found = memberOf(value, name);
  return Array.isArray(found) ? found : [];
}

/** A member that is a text, or undefined. */
export function textIn(value: unknown, name: string): string | undefined {
  const found = memberOf(value, name);
  return typeof found === "string" ? found : undefined;
}
