export interface ContentPosition {
  readonly line: number;
  readonly character: number;
}

export interface ContentChange {
  readonly range: { readonly start: ContentPosition; readonly end: ContentPosition };
  readonly text: string;
}

export type FileForm = "plain" | "beside" | "inside";

export interface EditPlaces {
  readonly identifierEnd: ContentPosition;
  readonly statementStart: ContentPosition;
  readonly nameEnd?: ContentPosition;
  readonly sentinel?: ContentPosition;
}

export type KeystrokeKind = "identifier" | "name" | "statement";

export function preparedFile(
  original: string,
  form?: FileForm,
): { readonly text: string; readonly places: EditPlaces };

export function kindsOf(places: EditPlaces): readonly KeystrokeKind[];

export function keystrokes(
  kind: KeystrokeKind,
  places: EditPlaces,
): readonly (readonly [ContentChange, ...ContentChange[]])[];
