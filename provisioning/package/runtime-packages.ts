/** Which npm packages a running device or hub needs: everything that the project's own dependencies lead to, by the lock file. Pure. */

interface LockedPackage {
  readonly version?: string;
  /** Such as `sha512-` and the hash of what the registry gives, in base64. */
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  /** Machines that it is for; absent: all. */
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Of a machine: Node's `process.arch`; Debian's C library is glibc. */
export interface Machine {
  readonly os: "linux";
  readonly cpu: string;
  readonly libc: "glibc";
}

/**
 * Folders such as `node_modules/mqtt`, in order. `without`: dependencies of the project that only builds need. What is for other machines
 * is left out. The lock file's format: https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
 */
export function runtimePackages({ packages }: Lock, without: readonly string[], machine: Machine): string[] {
  const found = new Set<string>();
  const follow = (from: string, name: string) => {
    const folder = placeOf(packages, from, name);
    if (folder === undefined || found.has(folder)) return;
    const { dependencies = {}, optionalDependencies = {}, os, cpu, libc } = packages[folder] as LockedPackage;
    const suits = (allowed: readonly string[] | undefined, here: string) => allowed === undefined || allowed.includes(here);
    if (!suits(os, machine.os) || !suits(cpu, machine.cpu) || !suits(libc, machine.libc)) return;
    found.add(folder);
    for (const next of [...Object.keys(dependencies), ...Object.keys(optionalDependencies)]) follow(folder, next);
  };
  for (const name of Object.keys(packages[""]?.dependencies ?? {})) if (!without.includes(name)) follow("", name);
  return [...found].sort();
}

/** As Node looks for it: in the package's own folder, then in each above. */
function placeOf(packages: Lock["packages"], from: string, name: string): string | undefined {
  for (let at = from; ; at = at.includes("/node_modules/") ? at.slice(0, at.lastIndexOf("/node_modules/")) : "") {
    const place = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (place in packages) return place;
    if (at === "") return undefined;
  }
}
