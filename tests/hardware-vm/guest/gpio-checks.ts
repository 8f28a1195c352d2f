/** GPIO lines on the kernel's simulated chip, under the label of a Raspberry Pi's header. */
import fs from "node:fs";
import { findGpioChip, type GpioChip, raspberryLabels } from "../../../device/kernel/gpio-chip.ts";
import type { LinesWanted } from "../../../device/kernel/gpio-structs.ts";
import { type Bench, type Check, refusal, same, until } from "./check.ts";

const simulator = "/sys/kernel/config/gpio-sim/header";
const label = "pinctrl-bcm2711";

/** A chip of 58 lines, as that label's has. */
function solder(): {
  readonly pull: (line: number, way: "up" | "down") => void;
  readonly level: (line: number) => number;
  readonly remove: () => void;
} {
  fs.mkdirSync(`${simulator}/bank/line17`, { recursive: true });
  fs.writeFileSync(`${simulator}/bank/num_lines`, "58");
  fs.writeFileSync(`${simulator}/bank/label`, label);
  fs.writeFileSync(`${simulator}/bank/line17/name`, "GPIO17");
  fs.writeFileSync(`${simulator}/live`, "1");
  const device = fs.readFileSync(`${simulator}/dev_name`, "utf8").trim();
  const chip = fs.readFileSync(`${simulator}/bank/chip_name`, "utf8").trim();
  const file = (line: number, name: string) => `/sys/devices/platform/${device}/${chip}/sim_gpio${line}/${name}`;
  return {
    pull: (line, way) => fs.writeFileSync(file(line, "pull"), `pull-${way}`),
    level: (line) => Number(fs.readFileSync(file(line, "value"), "utf8")),
    remove: () => {
      fs.writeFileSync(`${simulator}/live`, "0");
      for (const folder of ["bank/line17", "bank", ""]) fs.rmdirSync(`${simulator}/${folder}`);
    },
  };
}

const buttons: LinesWanted = {
  offsets: [17, 27],
  consumer: "the-q",
  isActiveLow: true,
  as: { kind: "input", bias: "pull-up", edges: true },
};

export const gpioChecks: readonly Check[] = [
  {
    name: "GPIO: a chip by its label, buttons with pull-up and every edge in order, lamps, a line that is taken, a chip that goes away",
    run: async ({ kernel, afterwards }: Bench) => {
      same("without a chip", findGpioChip(kernel, raspberryLabels), null);
      const header = solder();
      await until("the chip", () => fs.readdirSync("/dev").some((name) => name.startsWith("gpiochip")), Boolean);
      const chip = findGpioChip(kernel, raspberryLabels) as GpioChip;
      same("the chip", [chip.info.label, chip.info.lineCount], [label, 58]);
      const pressed = chip.request(buttons);
      same("the line", chip.line(17), { name: "GPIO17", consumer: "the-q", isUsed: true, isOutput: false });
      same("released", [pressed.values(), pressed.edges()], [[false, false], []]);
      for (const way of ["down", "up", "down"] as const) header.pull(17, way);
      header.pull(27, "down");
      same("held", pressed.values(), [true, true]);
      const edges = pressed.edges();
      same(
        "edges",
        edges.map(({ offset, isOn, count }) => [offset, isOn, count]),
        [
          [17, true, 1],
          [17, false, 2],
          [17, true, 3],
          [27, true, 1],
        ],
      );
      if (edges.some(({ atNs }, place) => place > 0 && atNs < (edges[place - 1]?.atNs ?? 0n))) throw new Error("edges out of order");
      same("told once", pressed.edges(), []);
      same(
        "a line that is taken",
        refusal(() => chip.request(buttons)),
        "EBUSY",
      );
      same(
        "a line that is not there",
        refusal(() => chip.request({ ...buttons, offsets: [58] })),
        "EINVAL",
      );
      const lamps = chip.request({ offsets: [22, 23], consumer: "the-q", as: { kind: "output", on: [true, false] } });
      same("lamps", [header.level(22), header.level(23)], [1, 0]);
      lamps.set([null, true]);
      same("lamps", [header.level(22), header.level(23), lamps.values()], [1, 1, [true, true]]);
      pressed.close();
      const still = chip.request({ ...buttons, as: { kind: "input", bias: "pull-up", edges: true, debounceUs: 200_000 } });
      afterwards(() => still.close());
      for (const way of ["down", "up", "down", "up", "down"] as const) header.pull(17, way);
      const settled = await until(
        "the level that held",
        () => still.edges(),
        (seen) => seen.length > 0,
      );
      same(
        "one edge of a bounce",
        settled.map(({ offset, isOn }) => [offset, isOn]),
        [[17, true]],
      );
      lamps.close();
      header.remove();
      same(
        "a chip that is gone",
        refusal(() => still.values()),
        "ENODEV",
      );
      chip.close();
    },
  },
];
