/** Kernel modules in the order in which they can be loaded: what one depends on goes before it. */

export interface KernelModule {
  /** As `insmod` takes it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** `find`: a module by its name with underscores; null where the kernel has it built in. */
export function loadingOrder(names: readonly string[], find: (name: string) => KernelModule | null): KernelModule[] {
  const ordered = new Map<string, KernelModule | null>();
  const add = (name: string) => {
    if (ordered.has(name)) return;
    const module = find(name);
    // A ring among modules cannot be loaded, so there is none; its mark keeps a broken file from turning in it.
    ordered.set(name, null);
    for (const needed of module ? dependsOf(module.bytes) : []) add(needed);
    ordered.delete(name);
    ordered.set(name, module);
  };
  for (const name of names) add(name);
  return [...ordered.values()].filter((module) => module !== null);
}

/** The line `depends=` of a module's information, which names others with commas between them. */
export function dependsOf(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const names = /\0depends=([^\0]*)\0/.exec(text)?.[1] ?? "";
  return names.split(",").flatMap((name) => (name === "" ? [] : [plainName(name)]));
}

/** Files are named with hyphens, modules with underscores. */
export function plainName(name: string): string {
  return name.replaceAll("-", "_");
}
