/** The C library's calls on files that every Linux has: a pseudo-terminal's master, and a pipe of the file system. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { VirtualHeader } from "../virtual/panel/header.ts";
import { type KernelCalls, loadKernelCalls } from "./calls.ts";
import { findGpioChip, type GpioChip, raspberryLabels } from "./gpio-chip.ts";

/** `TIOCGPTN`: the number of a terminal; `TIOCSPTLCK`: its lock. `LPGETSTATUS` is no word of a terminal's driver. */
const [terminalNumber, terminalLock, printerStatus] = [0x80045430, 0x40045431, 0x060b];

let folder: string;
let kernel: KernelCalls;
let terminal: number;
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(tmpdir(), "the-q-kernel-"));
  kernel = (await loadKernelCalls()) as KernelCalls;
  terminal = fs.openSync("/dev/ptmx", fs.constants.O_RDWR | fs.constants.O_NOCTTY);
});
afterEach(() => {
  fs.closeSync(terminal);
  fs.rmSync(folder, { recursive: true, force: true });
});

test("a driver writes its answer into the bytes, and refuses with its code", async () => {
  const bytes = new Uint8Array(4).fill(0xff);
  kernel.ioctl(terminal, terminalNumber, bytes);
  expect(fs.existsSync(`/dev/pts/${new DataView(bytes.buffer).getUint32(0, true)}`)).toBe(true);
  kernel.ioctl(terminal, terminalLock, new Uint8Array(4));
  expect(() => kernel.ioctl(terminal, printerStatus, bytes)).toThrow(expect.objectContaining({ code: "ENOTTY" }));
  expect(() => kernel.ioctlNumber(terminal, printerStatus, 1)).toThrow(expect.objectContaining({ code: "ENOTTY" }));
  expect(() => kernel.ioctl(9_999, printerStatus, bytes)).toThrow(expect.objectContaining({ code: "EBADF" }));
  const aside = new Uint8Array(4).fill(0xff);
  expect(await kernel.ioctlAside(terminal, terminalNumber, aside)).toBe(true);
  expect(aside).toEqual(bytes);
  expect(await kernel.ioctlAside(terminal, printerStatus, aside)).toBe(false);
});

test("a descriptor that never waits says so instead", () => {
  const file = path.join(folder, "pipe");
  if (spawnSync("mkfifo", [file]).status !== 0) throw new Error("mkfifo failed");
  const pipe = fs.openSync(file, fs.constants.O_RDWR);
  kernel.neverWait(pipe);
  expect(() => fs.readSync(pipe, new Uint8Array(1))).toThrow(expect.objectContaining({ code: "EAGAIN" }));
  fs.closeSync(pipe);
  expect(() => kernel.neverWait(9_999)).toThrow(expect.objectContaining({ code: "EBADF" }));
});

test("the twin of a Raspberry Pi's header refuses as a driver does: no descriptor, a request of another driver, nothing to read yet", async () => {
  const header = new VirtualHeader(folder);
  const chip = findGpioChip(header, raspberryLabels, folder) as GpioChip;
  const fd = fs.openSync(path.join(folder, "gpiochip4"), fs.constants.O_RDWR);
  expect(() => header.ioctl(fd, printerStatus, new Uint8Array(4))).toThrow(expect.objectContaining({ code: "ENOTTY" }));
  expect(() => header.ioctlNumber(fd, printerStatus)).toThrow(expect.objectContaining({ code: "ENOTTY" }));
  expect(await header.ioctlAside(fd, printerStatus, new Uint8Array(4))).toBe(false);
  expect(() => header.ioctl(9_999, printerStatus, new Uint8Array(4))).toThrow(expect.objectContaining({ code: "EBADF" }));
  expect(() => header.neverWait(9_999)).toThrow(expect.objectContaining({ code: "EBADF" }));
  fs.closeSync(fd);
  chip.close();
});
