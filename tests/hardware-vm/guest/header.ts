/** A Raspberry Pi's header of the kernel's simulated GPIO chip: as many lines, under the same label, with a finger on the wires. */
import fs from "node:fs";

const simulator = "/sys/kernel/config/gpio-sim/header";
export const headerLabel = "pinctrl-bcm2711";
/** What tells a pin's name: lines without one are not called anything. */
const namedLines = [4, 17];

export class Header {
  readonly #lines: string;
  #isThere = true;

  constructor() {
    for (const line of namedLines) fs.mkdirSync(`${simulator}/bank/line${line}`, { recursive: true });
    fs.writeFileSync(`${simulator}/bank/num_lines`, "58");
    fs.writeFileSync(`${simulator}/bank/label`, headerLabel);
    for (const line of namedLines) fs.writeFileSync(`${simulator}/bank/line${line}/name`, `GPIO${line}`);
    fs.writeFileSync(`${simulator}/live`, "1");
    const device = fs.readFileSync(`${simulator}/dev_name`, "utf8").trim();
    const chip = fs.readFileSync(`${simulator}/bank/chip_name`, "utf8").trim();
    this.#lines = `/sys/devices/platform/${device}/${chip}`;
  }

  /** As a button that closes to ground, and one that is let go. */
  pull(line: number, way: "up" | "down"): void {
    fs.writeFileSync(`${this.#lines}/sim_gpio${line}/pull`, `pull-${way}`);
  }

  level(line: number): number {
    return Number(fs.readFileSync(`${this.#lines}/sim_gpio${line}/value`, "utf8"));
  }

  remove(): void {
    if (!this.#isThere) return;
    this.#isThere = false;
    fs.writeFileSync(`${simulator}/live`, "0");
    for (const folder of [...namedLines.map((line) => `bank/line${line}`), "bank", ""]) fs.rmdirSync(`${simulator}/${folder}`);
  }
}
