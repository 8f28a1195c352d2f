/** From a call decoded at the hub to the number on signs of a serial line at 9,600 baud: the board's real program, serialport and a pseudo-terminal. */
import { join } from "node:path";
import { paperNumber } from "#shared/ticket/number.ts";
import { VirtualAlphaSign } from "../../device/virtual/sign/alpha.ts";
import { VirtualSerial } from "../../device/virtual/sign/serial.ts";
import { DeviceClient } from "./device-client.ts";
import { atMost, type Benchmark, percentile, shown } from "./figure.ts";
import { command, openHub } from "./hub-inside.ts";
import { start } from "./hub-process.ts";

const rounds = 60;
const baud = 9_600;
/** Start, seven and parity or eight, stop. */
const bitsPerByte = 10;
const endOfTransmission = 0x04;

export const callToSign: Benchmark = {
  name: "call-to-sign",
  about: "call decoded at the hub -> the number on the room's and the counter's sign, on one line at 9,600 baud",
  run: async (folder) => {
    const hub = await openHub(folder);
    const line = new SignLine(join(folder, "line"));
    await line.serial.plugIn();
    const signs = [
      { id: "hall", address: "01" },
      { id: "desk", address: "02", counter: hub.state.configuration?.counters[0]?.label },
    ];
    const role = { kind: "board", zone: "main", httpPort: 0, signs: [{ protocol: "alpha", path: line.serial.path, baud, signs }] };
    const file = {
      office: "example",
      id: "board-1",
      data: join(folder, "board"),
      hub: { mqtt: `mqtt://127.0.0.1:${hub.ready.mqttPort}` },
      role,
    };
    const board = await start("device/main.ts", file, join(folder, "board"));
    const kiosk = await DeviceClient.connect(hub.ready.mqttPort as number, "example", "kiosk-1", "ack");
    try {
      await kiosk.stored(rounds);
      await line.until(() => line.signs.every((sign) => sign.taken > 0));
      const times: number[] = [];
      while (times.length < rounds) {
        await line.until(() => line.signs.every((sign) => (sign.face?.text ?? "") === ""));
        const from = performance.now();
        await hub.run(command(hub, "call-next"));
        const visit = hub.state.counters.get("counter-1")?.holding ?? "";
        const number = paperNumber(hub.state.visits.get(visit)?.number ?? { letter: "", count: 0 });
        times.push((await line.until(() => line.signs.every((sign) => sign.face?.text.startsWith(number)))) - from);
        await hub.run(command(hub, "no-show", visit));
      }
      return [
        atMost("call -> both signs at 9,600 baud, p99", percentile(times, 0.99), "ms", 200),
        shown(`call -> both signs: p50 of ${rounds} calls`, percentile(times, 0.5), "ms"),
      ];
    } finally {
      kiosk.end();
      await board.stop();
      await line.serial.unplug();
      await hub.stop();
    }
  },
};

/** A pseudo-terminal passes bytes at once, so what a wire would take for the last transmission is added to when it came. */
class SignLine {
  readonly signs = [new VirtualAlphaSign("01"), new VirtualAlphaSign("02")];
  readonly serial: VirtualSerial;
  #bytes = 0;
  #shownAt = 0;
  #changed = () => {};

  constructor(path: string) {
    this.serial = new VirtualSerial(path, [(bytes) => this.#take(bytes)]);
  }

  /** When it became so, by this process's monotonic clock. */
  async until(is: () => boolean): Promise<number> {
    while (!is())
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    return this.#shownAt;
  }

  #take(bytes: Uint8Array): null {
    for (const byte of bytes) {
      this.#bytes += 1;
      for (const sign of this.signs) sign.feed(Uint8Array.of(byte));
      if (byte !== endOfTransmission) continue;
      this.#shownAt = performance.now() + (1_000 * this.#bytes * bitsPerByte) / baud;
      this.#bytes = 0;
    }
    this.#changed();
    return null;
  }
}
