/** Everything that hangs on a kiosk and a board is pulled and plugged in again, so many times; then the papers and the log are compared. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { openWay } from "../../../device/printer/rig/ways.ts";
import { SerialScannerRig } from "../../../device/scanner/rig.ts";
import { startProgram, until } from "../../../device/testing/process.ts";
import { VirtualFirmata } from "../../../device/virtual/panel/firmata.ts";
import { VirtualAlphaSign } from "../../../device/virtual/sign/alpha.ts";
import { type LineEnd, VirtualSerial } from "../../../device/virtual/sign/serial.ts";
import { Random } from "../../sim/random.ts";
import { Device } from "./bench.ts";
import { type Equipment, panelOn, printerOn, scannerOn, serviceOnPanel, signOn } from "./equipment.ts";
import { scannedBy } from "./page.ts";
import { Tickets } from "./tickets.ts";

export interface ReplugPlan {
  readonly seed: number;
  readonly replugs: number;
  /** A folder to work in, left empty. */
  readonly folder: string;
  /** Told after each. */
  readonly each?: (told: { readonly name: Equipment["name"]; readonly backMs: number }) => void;
}

export interface ReplugsSeen {
  /** The longest from the plug to the end of the fault at the hub, for each kind of equipment, in milliseconds. */
  readonly slowestMs: Readonly<Record<string, number>>;
  readonly tickets: number;
  readonly papers: number;
  /** Open files and memory of the kiosk and the board after the first replugs and at the end. */
  readonly held: Readonly<Record<string, { readonly files: readonly [number, number]; readonly memoryMb: readonly [number, number] }>>;
  readonly violations: readonly string[];
}

/** Equipment is found again within this, from the moment at which its device file is there. */
export const backWithinMs = 3_000;
/** A program grows while it warms up, and a socket may take its time to go: from here on more of either is a leak. */
const warmAfter = 40;
const filesMore = 5;
const memoryMoreMb = 48;

export async function playReplugs({ seed, replugs, folder, each }: ReplugPlan): Promise<ReplugsSeen> {
  const made: (() => Promise<void>)[] = [];
  const random = new Random(seed, "replugs");
  // Below /dev, as a device's name in a configuration must be.
  const cables = mkdtempSync("/dev/shm/the-q-replug-");
  made.push(async () => rmSync(cables, { recursive: true, force: true }));
  try {
    const options = ["--port", "0", "--control-port", "0", "--mm-per-second", "0", "--data", join(folder, "papers")];
    const printer = await startProgram("device/virtual/printer/main.ts", options);
    made.push(() => printer.stop("SIGKILL"));
    const way = await openWay(random.pick(["serial", "usb"]), printer.ready.port as number);
    const firmata = new VirtualFirmata();
    const panelLine = new VirtualSerial(join(cables, "panel"), [ends((bytes) => firmata.hear(bytes))]);
    firmata.said = (bytes) => panelLine.say(bytes);
    const sign = new VirtualAlphaSign("01");
    const signLine = new VirtualSerial(join(cables, "sign"), [ends((bytes) => sign.feed(bytes))]);
    const scanner = new SerialScannerRig(join(cables, "scanner"));
    let kiosk: Device;
    let board: Device;
    const tickets = new Tickets(() => kiosk, `http://127.0.0.1:${printer.ready.controlPort}`);
    let scanned: () => string | undefined = () => undefined;
    const equipment: readonly Equipment[] = [
      printerOn(way, () => kiosk, tickets, random),
      panelOn(panelLine, firmata, () => kiosk, tickets),
      scannerOn(
        scanner,
        () => kiosk,
        () => scanned(),
      ),
      signOn(signLine, sign, () => board),
    ];
    for (const { stop } of equipment) made.push(stop);
    await Promise.all([panelLine.plugIn(), signLine.plugIn(), scanner.plugIn()]);
    kiosk = await Device.start(folder, "kiosk-1", {
      printer: { kind: way.kind, path: way.path, logo: logoFile(folder) },
      panel: { ...serviceOnPanel, path: panelLine.path },
      scanner: { kind: "serial", path: scanner.path },
    });
    made.push(() => kiosk.stop());
    const hung = { id: "sign-1", address: "01", columns: 20 };
    const signs = [{ protocol: "alpha", path: signLine.path, baud: 9_600, parity: "even", dataBits: 7, stopBits: 1, signs: [hung] }];
    board = await Device.start(folder, "board-1", { signs });
    made.push(() => board.stop());
    scanned = scannedBy(kiosk);
    // The round may be over before the printer had a moment for it.
    await tickets.logoStored();
    return await replugged({ equipment, devices: { kiosk, board }, tickets, replugs, each });
  } finally {
    for (const end of made.reverse()) await end();
  }
}

/** A dark square on white. */
function logoFile(folder: string): string {
  const canvas = createCanvas(200, 60);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, 200, 60);
  context.fillStyle = "black";
  context.fillRect(70, 0, 60, 60);
  const file = join(folder, "logo.png");
  writeFileSync(file, canvas.toBuffer("image/png"));
  return file;
}

/** The far end of a line that answers in its own time, or never. */
function ends(hear: (bytes: Uint8Array) => void): LineEnd {
  return (bytes) => {
    hear(bytes);
    return null;
  };
}

interface Bench {
  readonly equipment: readonly Equipment[];
  readonly devices: Readonly<Record<"kiosk" | "board", Device>>;
  readonly tickets: Tickets;
  readonly replugs: number;
  readonly each: ReplugPlan["each"];
}

async function replugged({ equipment, devices, tickets, replugs, each }: Bench): Promise<ReplugsSeen> {
  const violations: string[] = [];
  const slowestMs: Record<string, number> = {};
  for (const { device, saysAway } of equipment) await device().saying((faults) => !faults.includes(saysAway));
  let warm = held(devices);
  let begun = 0;
  /** One after the other within a lane, and the lanes beside each other: those that give tickets would take each other's for their own. */
  const givesTickets = ({ name }: Equipment) => name === "printer" || name === "panel";
  const lanes = [equipment.filter(givesTickets), ...equipment.filter((one) => !givesTickets(one)).map((one) => [one])];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let turn = 0; begun < replugs; turn += 1) {
        begun += 1;
        if (begun === warmAfter) warm = held(devices);
        await replug(lane[turn % lane.length] as Equipment);
        if (givesTickets(lane[0] as Equipment)) await tickets.collect();
      }
    }),
  );
  const now = held(devices);
  for (const name of ["kiosk", "board"] as const) {
    const [before, after] = [warm[name], now[name]];
    if (after.files - before.files > filesMore)
      violations.push(`the ${name} holds ${after.files} open files, and held ${before.files} before`);
    if (replugs > warmAfter && after.memoryMb - before.memoryMb > memoryMoreMb)
      violations.push(`the ${name} holds ${after.memoryMb.toFixed()} MB, and held ${before.memoryMb.toFixed()} before`);
  }
  // The last ones are still on their way.
  await until(
    () => [...tickets.issued().keys()].filter((row) => !tickets.outcomes().has(row)),
    (open) => open.length === 0,
  );
  await tickets.collect();
  violations.push(...(await tickets.wrongs()));
  const papers = [...tickets.papers.values()].reduce((sum, count) => sum + count, 0);
  const grown = { kiosk: growth(warm.kiosk, now.kiosk), board: growth(warm.board, now.board) };
  return { slowestMs, tickets: tickets.issued().size, papers, held: grown, violations };

  async function replug(which: Equipment): Promise<void> {
    await which.pull();
    await which.device().saying((faults) => faults.includes(which.saysAway));
    await which.meanwhile();
    await which.plugIn();
    const from = performance.now();
    await which.device().saying((faults) => !faults.includes(which.saysAway));
    const backMs = Math.round(performance.now() - from);
    slowestMs[which.name] = Math.max(slowestMs[which.name] ?? 0, backMs);
    if (backMs > backWithinMs) violations.push(`the ${which.name} was found again after ${backMs} ms`);
    const wrong = await which.works();
    if (wrong) violations.push(wrong);
    each?.({ name: which.name, backMs });
  }
}

type Held = ReturnType<Device["held"]>;

function held({ kiosk, board }: Bench["devices"]): Record<"kiosk" | "board", Held> {
  return { kiosk: kiosk.held(), board: board.held() };
}

function growth(before: Held, after: Held): ReplugsSeen["held"][string] {
  return { files: [before.files, after.files], memoryMb: [Math.round(before.memoryMb), Math.round(after.memoryMb)] };
}
