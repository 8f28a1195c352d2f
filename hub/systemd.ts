/** Says something to systemd by a run of its own `systemd-notify`: `shared/supervision/README.md` says why. */
import { execFile } from "node:child_process";

const withinMs = 5_000;

/** `failed` is told once in a row: without systemd's word this unit is taken for one that hangs. */
export function systemdNotify(failed: (why: string) => void): (assignments: readonly string[]) => void {
  let fails = false;
  return (assignments) => {
    execFile("systemd-notify", [...assignments], { timeout: withinMs }, (error) => {
      if (error && !fails) failed(error.message.slice(0, 200));
      fails = error !== null;
    });
  };
}
