import type { ArgumentFlow, Callee } from "./callee";
import type { FunctionNames } from "./functionNames";
import { target, type Places } from "./places";
import { noValues, type Range, type ValueReader, type Values } from "./values";

/** Notes what calls do to memory that is there already: they may store their arguments in one another. */
export class CallStores {
  constructor(
    private readonly values: ValueReader,
    private readonly names: FunctionNames,
    private readonly places: Places,
  ) {}

  /** `open`: the token that opens the call's arguments. */
  store(callee: Callee, open: number): void {
    const { result, writes } = callee;
    if (result === "anything") {
      const all = noValues();
      this.values.readAll(open, all);
      this.join(all);
    } else if (typeof result === "object" && result.kind === "flow" && result.stores)
      this.storeFlow(result, open);
    if (writes.length > 0) this.write(writes, this.values.argumentsOf(open));
  }

  private storeFlow({ parameters, sources }: ArgumentFlow, open: number): void {
    const { places } = this;
    const given = this.values.argumentsOf(open).flatMap((range, position) => {
      const parameter = parameters[position];
      return parameter && parameter.own >= 0
        ? [{ parameter, nodes: this.values.valuesIn(...range).nodes }]
        : [];
    });
    const groups = new Map<number, Values>();
    const put = (group: number, nodes: readonly number[]): void => {
      let values = groups.get(group);
      if (!values) groups.set(group, (values = { ...noValues(), sources: sources.get(group) ?? 0 }));
      values.nodes.push(...nodes);
    };
    for (const { parameter, nodes } of given) {
      put(parameter.own, nodes);
      put(
        parameter.pointed,
        nodes.map((node) => places.child(node, target)),
      );
    }
    for (const values of groups.values()) this.join(values);
    for (const { parameter, nodes } of given)
      for (const inner of parameter.inside)
        for (const pointer of groups.get(inner)?.nodes ?? [])
          for (const node of nodes) places.contain(node, pointer);
  }

  private write(writes: Callee["writes"], ranges: readonly Range[]): void {
    const { places } = this;
    for (const { to, from, sources } of writes) {
      const given = ranges[to] && this.values.valuesIn(...ranges[to]);
      const origin = ranges[from] && this.values.valuesIn(...ranges[from]);
      for (const pointer of given?.nodes ?? []) {
        const node = places.child(pointer, target);
        places.addSources(node, sources);
        if (sources !== 0 && this.names.data >= 0)
          places.addSources(places.child(node, this.names.data), sources);
        for (const other of origin?.nodes ?? []) places.contain(other, node);
      }
    }
  }

  private join(values: Values): void {
    const [first] = values.nodes;
    if (first !== undefined) this.values.assign(first, values);
  }
}
