/**
 * What the emulated machine takes from Debian: the emulator and busybox, installed; the stock kernel, its headers and one piece of its source,
 * unpacked into the cache and never installed. The simulated GPIO chip is built of the latter two, because Debian's kernel is made without it.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface MachineKernel {
  readonly version: string;
  readonly image: string;
  /** As in `/lib/modules/VERSION/kernel`. */
  readonly modules: string;
  /** The module of the simulated GPIO chip. */
  readonly gpioModule: string;
}

const programs = [
  { name: "qemu-system-x86", file: "/usr/bin/qemu-system-x86_64" },
  { name: "busybox-static", file: "/bin/busybox" },
  { name: "gcc-12", file: "/usr/bin/gcc-12" },
  { name: "make", file: "/usr/bin/make" },
  { name: "xz-utils", file: "/usr/bin/xz" },
] as const;
export const emulator = programs[0].file;
export const busybox = programs[1].file;

export type Missing = readonly string[];

/** The kernel when everything is in place; else the lines a person may type to get what is missing. */
export function machineKernel(cache: string, install: boolean): MachineKernel | { readonly missing: Missing } {
  if (install) fetchParts(cache);
  const absent = programs.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
  const kernel = kernelIn(cache);
  if (absent.length > 0) return { missing: [`sudo apt-get install --no-install-recommends ${absent.join(" ")}`] };
  if (kernel === null) return { missing: ["npm run hardware-vm -- --install   (gets Debian's kernel, headers and source: 220 MB)"] };
  if (!existsSync(kernel.gpioModule)) buildGpioModule(cache, kernel);
  return kernel;
}

function kernelIn(cache: string): MachineKernel | null {
  const found = join(cache, "debian/lib/modules");
  const version = existsSync(found) ? readdirSync(found)[0] : undefined;
  if (version === undefined || !existsSync(sourceOf(cache, "drivers/gpio/gpio-sim.c"))) return null;
  return {
    ...{ version, image: join(cache, `debian/boot/vmlinuz-${version}`), modules: join(found, version, "kernel") },
    gpioModule: join(cache, "gpio/simulated_gpio.ko"),
  };
}

const sources = ["drivers/gpio/gpio-sim.c", "drivers/gpio/gpiolib.h", "kernel/irq/irq_sim.c"] as const;
const sourceOf = (cache: string, file: string) => join(cache, "source", file);

function fetchParts(cache: string): void {
  const absent = programs.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
  if (absent.length > 0) run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...absent]);
  if (kernelIn(cache)) return;
  for (const folder of ["debian", "packages", "source"]) rmSync(join(cache, folder), { recursive: true, force: true });
  const [unpacked, packages] = [join(cache, "debian"), join(cache, "packages")];
  for (const folder of [unpacked, packages, join(cache, "source")]) mkdirSync(folder, { recursive: true });
  const [image, headers] = [dependedOn("linux-image-amd64"), dependedOn("linux-headers-amd64")];
  const common = headers.replace(/-amd64$/, "-common");
  const line = /(\d+\.\d+)\./.exec(image)?.[1] ?? "";
  run("apt-get", ["download", "-qq", image, headers, common, `linux-kbuild-${line}`, `linux-source-${line}`], packages);
  for (const file of readdirSync(packages)) run("dpkg", ["-x", file, unpacked], packages);
  const archive = join(unpacked, `usr/src/linux-source-${line}.tar.xz`);
  run("tar", [
    "-xJf",
    archive,
    "--strip-components=1",
    "-C",
    join(cache, "source"),
    ...sources.map((file) => `linux-source-${line}/${file}`),
  ]);
  rmSync(archive);
  rmSync(packages, { recursive: true });
}

function dependedOn(name: string): string {
  const depends = execFileSync("apt-cache", ["depends", name], { encoding: "utf8" });
  const found = /Depends: (linux-(?:image|headers)-\S+)/.exec(depends)?.[1];
  if (found === undefined) throw new Error(`apt knows no ${name}: run apt-get update`);
  return found;
}

/**
 * gpio-sim (Bartosz Golaszewski, in Linux since 5.17) and the simulated interrupts that it stands on, as one module. `irq_to_desc` is not given to
 * modules, and the same structure is reached by what is.
 */
const together = `#include <linux/irq.h>
#include <linux/irq_sim.h>
#include <linux/irq_work.h>
#include <linux/interrupt.h>
#define irq_to_desc(number) irq_data_to_desc(irq_get_irq_data(number))
#include "irq_sim.c"
#undef pr_fmt
#include "gpio-sim.c"
`;

function buildGpioModule(cache: string, { version, gpioModule }: MachineKernel): void {
  const folder = join(cache, "gpio");
  mkdirSync(folder, { recursive: true });
  for (const file of sources) writeFileSync(join(folder, file.split("/").at(-1) as string), readFileSync(sourceOf(cache, file)));
  writeFileSync(join(folder, "simulated_gpio.c"), together);
  writeFileSync(join(folder, "Kbuild"), "obj-m := simulated_gpio.o\n");
  // The headers name each other as if they were installed.
  const headers = join(cache, "debian/usr/src", `linux-headers-${version}`);
  writeFileSync(join(headers, "Makefile"), `include ${headers.replace(/-amd64$/, "-common")}/Makefile\n`);
  execFileSync("make", ["-C", headers, `M=${folder}`, "modules"], { stdio: ["ignore", "ignore", "pipe"] });
  if (!existsSync(gpioModule)) throw new Error(`no ${gpioModule} was built`);
}

function run(command: string, parts: readonly string[], cwd?: string): void {
  execFileSync(command, parts, { stdio: "inherit", ...(cwd ? { cwd } : {}), env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}
