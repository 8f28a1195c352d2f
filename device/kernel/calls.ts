/**
 * Calls of the C library that Node does not offer: `ioctl`, and a descriptor that never waits. koffi makes them without a compiler; it is
 * loaded where a device needs one of them, and nowhere else.
 */
import { getSystemErrorName } from "node:util";

export interface KernelCalls {
  /** The driver reads and writes `bytes`. Throws as Node's own calls do, with a `code` such as ENODEV. Only for what a driver answers at once. */
  ioctl(fd: number, request: number, bytes: Uint8Array): void;
  /** The same where the argument is a number. */
  ioctlNumber(fd: number, request: number, value: number): void;
  /**
   * For what may take its time: on one of the few threads that Node has for files. False: refused. The descriptor may not be closed
   * before the answer.
   */
  ioctlAside(fd: number, request: number, bytes: Uint8Array): Promise<boolean>;
  /** Reading it gives EAGAIN where it would wait. */
  neverWait(fd: number): void;
}

/** Null where there is no such library for this machine. */
export async function loadKernelCalls(): Promise<KernelCalls | null> {
  if (process.platform !== "linux") return null;
  const loaded = await import("koffi").catch(() => null);
  if (!loaded) return null;
  const koffi = loaded.default;
  const c = koffi.load(null);
  // On 64-bit Linux, x64 and arm64, what follows the dots is passed like any other argument.
  const ioctlOfBytes = c.func("int ioctl(int fd, unsigned long request, _Inout_ void *bytes)");
  const ioctlOfNumber = c.func("int ioctl(int fd, unsigned long request, long value)");
  const fcntl = c.func("int fcntl(int fd, int command, long value)");
  const answered = (call: string, result: number) => {
    if (result >= 0) return;
    const code = getSystemErrorName(-koffi.errno());
    throw Object.assign(new Error(`${code}: ${call}`), { code });
  };
  return {
    ioctl: (fd, request, bytes) => answered("ioctl", ioctlOfBytes(fd, request, bytes)),
    ioctlNumber: (fd, request, value) => answered("ioctl", ioctlOfNumber(fd, request, value)),
    ioctlAside: (fd, request, bytes) =>
      new Promise((resolve) => {
        ioctlOfBytes.async(fd, request, bytes, (error: unknown, result: number) => resolve(!error && result >= 0));
      }),
    neverWait: (fd) => answered("fcntl", fcntl(fd, setFlags, nonBlocking)),
  };
}

/** `F_SETFL` and `O_NONBLOCK` of asm-generic/fcntl.h, which both machines use; a line's other flags are not changed by it. */
const setFlags = 4;
const nonBlocking = 0o4000;
