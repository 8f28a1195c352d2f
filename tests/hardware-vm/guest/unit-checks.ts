/** What the service's unit allows, against what this kernel calls its devices. */
import fs from "node:fs";
import path from "node:path";
import { type Check, same } from "./check.ts";

const unit = path.join(import.meta.dirname, "../../../provisioning/package/files/the-q-device.service");
/** Not in this machine: a Raspberry Pi's own serial port, modems, sound. */
const elsewhere = ["char-ttyAMA", "char-ttyACM", "char-alsa"];

export const unitChecks: readonly Check[] = [
  {
    name: "the device's unit allows devices by the names that the kernel has for them (systemd.resource-control(5), DeviceAllow)",
    run: async () => {
      const allowed = [...fs.readFileSync(unit, "utf8").matchAll(/^DeviceAllow=(char-\S+)/gm)].map((found) => found[1] as string);
      const [characters = ""] = fs.readFileSync("/proc/devices", "utf8").split("Block devices:");
      const known = new Set([...characters.matchAll(/^\s*\d+ (\S+)$/gm)].map((found) => `char-${found[1]}`));
      same(
        "names that mean nothing",
        allowed.filter((name) => !known.has(name) && !elsewhere.includes(name)),
        [],
      );
      const node = fs.statSync("/dev/usb/lp0");
      const major = new RegExp(`^\\s*${node.rdev >> 8} (\\S+)$`, "m").exec(characters)?.[1];
      same("whether the printer is allowed", allowed.includes(`char-${major}`), true);
    },
  },
];
