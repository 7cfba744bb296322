import type { CFacts } from "../facts/cFacts";
import type { StructDefinition, TypeName } from "../syntax/c/model";
import { enumeratorValue } from "./enumerators";
import type { Shape } from "./shape";

/** What the names of types mean in each file of a library. */
export class NamedTypes {
  constructor(
    private readonly shape: Shape,
    private readonly visibleFrom: (path: string) => readonly CFacts[],
  ) {}

  findEnumerator(name: string, path: string): number | undefined {
    return this.shape.enumerators.remember(path, name, () => enumeratorValue(this.visibleFrom(path), name));
  }

  findStruct(type: TypeName, path: string): StructDefinition | undefined {
    const { pointers, definition, base } = this.resolveType(type, path);
    if (pointers > 0) return undefined;
    if (definition?.kind === "struct") return definition;
    return this.shape.structs.remember(path, base, () => this.lookForStruct(base, path));
  }

  private lookForStruct(base: string, path: string): StructDefinition | undefined {
    return this.visibleFrom(path)
      .find((file) => file.declarations.structs.has(base))
      ?.declarations.structs.get(base);
  }

  private lookForTypedef(name: string, path: string): TypeName | undefined {
    return this.visibleFrom(path)
      .find((file) => file.declarations.typedefs.has(name))
      ?.declarations.typedefs.get(name);
  }

  resolveType(type: TypeName, path: string): TypeName {
    if (type.definition !== undefined) return type;
    let known = this.shape.resolvedTypes.get(type);
    if (!known) {
      known = new Map();
      this.shape.resolvedTypes.set(type, known);
    }
    let resolved = known.get(path);
    if (!resolved) {
      resolved = this.followTypedefs(type, path);
      known.set(path, resolved);
    }
    return resolved;
  }

  private followTypedefs(type: TypeName, path: string): TypeName {
    let current = type;
    for (let depth = 0; depth < 16 && current.definition === undefined; depth++) {
      const { base } = current;
      const target = this.shape.typedefs.remember(path, base, () => this.lookForTypedef(base, path));
      if (!target) return current;
      current = {
        ...current,
        base: target.base,
        pointers: current.pointers + target.pointers,
        arrays: [...current.arrays, ...target.arrays],
        isConst: current.isConst || target.isConst,
        ...(target.functionParameters ? { functionParameters: target.functionParameters } : {}),
        ...(target.definition ? { definition: target.definition } : {}),
      };
    }
    return current;
  }
}
