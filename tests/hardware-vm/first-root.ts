/** The machine's first root: busybox and the modules, and a first program that mounts this machine's own files, read only, and runs ours in them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ArchiveEntry, cpioArchive, folderMode, programMode } from "../powercut/cpio.ts";
import { busybox, type MachineKernel } from "./debian.ts";
import { type KernelModule, loadingOrder, plainName } from "./modules.ts";

const wanted = [
  // The way to this machine's files.
  ...["virtio_pci", "9pnet_virtio", "9p"],
  // A USB printer: the gadget that plays it, the controller between, and the driver under test.
  ...["configfs", "libcomposite", "usb_f_printer", "dummy_hcd", "usblp"],
  // What is plugged into the emulated controller.
  ...["xhci_pci", "ftdi_sio", "usbhid", "hid_generic", "evdev"],
];
/** How long the watchdog waits for a word; long enough for an emulator that shares its core. */
export const watchdogSeconds = 6;

export function firstRoot(kernel: MachineKernel, program: string): Buffer {
  const modules = [...loadingOrder(wanted, finder(kernel)), { path: "simulated_gpio.ko", bytes: readFileSync(kernel.gpioModule) }];
  const watchdog = loadingOrder(["i6300esb"], finder(kernel));
  const files = new Map([...modules, ...watchdog].map((module) => [module.path, module]));
  return cpioArchive([
    ...["bin", "dev", "modules", "root"].map((path): ArchiveEntry => ({ path, mode: folderMode })),
    ...[...files.values()].map(({ path, bytes }) => ({ path: `modules/${path}`, mode: programMode, data: bytes })),
    { path: "bin/busybox", mode: programMode, data: readFileSync(busybox) },
    { path: "init", mode: programMode, data: Buffer.from(init(modules, watchdog, program)) },
  ]);
}

function finder({ modules }: MachineKernel): (name: string) => KernelModule | null {
  const files = readdirSync(modules, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ko"));
  const byName = new Map(files.map((file) => [plainName(file.slice(file.lastIndexOf("/") + 1, -3)), file]));
  return (name) => {
    const file = byName.get(name);
    return file === undefined ? null : { path: `${name}.ko`, bytes: readFileSync(join(modules, file)) };
  };
}

function init(modules: readonly KernelModule[], watchdog: readonly KernelModule[], program: string): string {
  const names = modules.map(({ path }) => path).join(" ");
  const last = watchdog.map(({ path }) => (path === "i6300esb.ko" ? `${path} heartbeat=${watchdogSeconds}` : path));
  return `#!/bin/busybox sh
/bin/busybox mount -t devtmpfs dev /dev
for module in ${names}; do /bin/busybox insmod /modules/$module || echo "no $module"; done
${last.map((each) => `/bin/busybox insmod /modules/${each}`).join("\n")}
/bin/busybox mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144,cache=loose,ro host /root
/bin/busybox mount -t devtmpfs dev /root/dev
/bin/busybox mount -t proc proc /root/proc
/bin/busybox mount -t sysfs sys /root/sys
/bin/busybox mount -t configfs config /root/sys/kernel/config
/bin/busybox mount -t tmpfs tmp /root/tmp
/bin/busybox ifconfig lo 127.0.0.1 up
/bin/busybox stty -F /dev/ttyS1 115200 raw -echo
exec /bin/busybox chroot /root ${process.execPath} --disable-warning=ExperimentalWarning ${program}
`;
}
