/** A map whose keys are known and whose values are made when they are asked for. */
export class LazyMap<V> implements ReadonlyMap<string, V> {
  private readonly names: ReadonlySet<string>;

  /** @param make the value of one of the names; `undefined` counts as absent. */
  constructor(
    names: Iterable<string>,
    private readonly make: (name: string) => V | undefined,
  ) {
    this.names = new Set(names);
  }

  get size(): number {
    return this.names.size;
  }

  get(name: string): V | undefined {
    return this.names.has(name) ? this.make(name) : undefined;
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  *entries(): MapIterator<[string, V]> {
    for (const name of this.names) {
      const value = this.make(name);
      if (value !== undefined) yield [name, value];
    }
  }

  keys(): MapIterator<string> {
    return this.names.keys();
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  forEach(callback: (value: V, name: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [name, value] of this.entries()) callback(value, name, this);
  }
}
