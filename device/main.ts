/** One device: a kiosk or a board, as its configuration file says. Builds the adapters, starts the role, and stops it on SIGTERM. */
import { createHash, randomBytes } from "node:crypto";
import fs, { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pino, { type Logger } from "pino";
import { fault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import { readMachineBelow } from "#shared/machine/below.ts";
import { AnchoredClock, speededUp, type TimeSource } from "#shared/time/clock.ts";
import { timeZoneDataIsRight } from "#shared/time/zone.ts";
import type { DeviceFile, PrinterProfileName, ReadyLine } from "#shared/wire/process.ts";
import { BoardRole } from "./board/role.ts";
import { problemText, readConfig } from "./config.ts";
import type { DeviceFleet, RoleSide } from "./fleet/device-fleet.ts";
import { fleetOf } from "./fleet/fleet-of.ts";
import { identified } from "./fleet/identified.ts";
import { LogRing } from "./fleet/log-ring.ts";
import { Placement } from "./fleet/placement.ts";
import { MachineHealth } from "./health/health.ts";
import { boardHealth, kioskHealth } from "./health-for-keeper.ts";
import { serveBoard } from "./http/board-api.ts";
import { serveKiosk, serveStaff } from "./http/kiosk-api.ts";
import { pinIsRight } from "./http/pin.ts";
import { serveScreen } from "./http/screen-api.ts";
import { PageServer } from "./http/server.ts";
import type { DeviceIdentity } from "./identity/identity.ts";
import { Keypad } from "./keypad/keypad.ts";
import { KioskRole } from "./kiosk/role.ts";
import { StaffDesk } from "./kiosk/staff-desk.ts";
import { HubLink } from "./link/hub-link.ts";
import { readKept } from "./link/office.ts";
import { boardOf } from "./panel/connect.ts";
import { loadJohnnyFive } from "./panel/libraries.ts";
import { Panel } from "./panel/panel.ts";
import { recognise, unknownProfile } from "./printer/identity.ts";
import type { LineTo } from "./printer/line.ts";
import { readLogo } from "./printer/logo-file.ts";
import { LogoMemory } from "./printer/logo-memory.ts";
import { kernelPort } from "./printer/port-status.ts";
import { printerProfiles } from "./printer/profiles.ts";
import { rollKind } from "./printer/roll.ts";
import { serialLine } from "./printer/serial-line.ts";
import { tcpLine } from "./printer/tcp-line.ts";
import { type LogoAsked, Printer, type PrinterEvents } from "./printer/transport.ts";
import { usbLine, usbSysfs } from "./printer/usb-line.ts";
import { hardwareOf } from "./runtime/hardware.ts";
import type { RuntimePorts } from "./runtime/ports.ts";
import { codeOf, isFull, isStorageFault, Kept, openStorage, StorageInUse, StorageOfAnother } from "./runtime/storage.ts";
import { realTimers } from "./runtime/timers.ts";
import { scannerOf } from "./scanner/connect.ts";
import { ScreenDesk } from "./screen/desk.ts";
import { Signs } from "./sign/signs.ts";
import { aplay } from "./voice/aplay.ts";
import { espeak } from "./voice/espeak.ts";
import { checkVoices, readVoices, recorded } from "./voice/recorded.ts";
import { Sounds } from "./voice/sounds.ts";
import { Speaker } from "./voice/speaker.ts";

const help = `Runs one device of an office: a kiosk or a board.

  node device/main.ts --config FILE
  node device/main.ts --check-voices FOLDER    what is wrong or not yet recorded in the voices of a board

FILE is JSON; its shape is deviceFile in shared/wire/process.ts. When the device is ready it prints one line of JSON
on standard output with its page's port. Its log goes to standard error. SIGTERM stops it.
`;

const stopWithinMs = 1_400;
const storageTriedEveryMs = 60_000;
const displayFolder = fileURLToPath(new URL("../display/dist", import.meta.url));

/** What is around a role, whichever it is. */
interface Around {
  readonly machine: MachineHealth;
  readonly screen: ScreenDesk;
  readonly fleet: DeviceFleet;
}

interface Started {
  readonly httpPort: number;
  readonly stop: () => Promise<void>;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: "string" }, "check-voices": { type: "string" }, help: { type: "boolean" } } });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const folder = values["check-voices"];
  if (folder !== undefined) {
    const { said, isRight } = checkVoices(folder);
    process.stdout.write(said);
    if (!isRight) process.exitCode = 1;
    return;
  }
  const read = readConfig(values.config ?? "");
  if ("problems" in read) return fail(`The device cannot start:\n${read.problems.map((each) => `  ${problemText(each)}`).join("\n")}`);
  const placement = new Placement(read.config);
  const wasErased = placement.finishErasing();
  placement.forgetVainMove();
  const { config } = placement;
  const errorOutput = pino.destination({ dest: 2, sync: true });
  const ring = new LogRing((line) => errorOutput.write(line));
  const logger = pino({ base: { device: config.id } }, ring);
  const identity = config.hub.mqtt.startsWith("mqtts:") ? await identified(config, placement, logger) : undefined;
  // It may be told to end before it is ready.
  let end: (code: number) => void = (code) => process.exit(code);
  const started = await start(config, logger, identity, { ring, placement, end: (code) => end(code) });
  end = (code) => void stop(started, logger, code);
  logger.info({ name: config.id, wasErased }, "device.started");
  const ready: ReadyLine = { ready: "device", id: config.id, httpPort: started.httpPort };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(started, logger));
}

async function stop(started: Started, logger: Logger, code = 0): Promise<void> {
  setTimeout(() => process.exit(code), stopWithinMs).unref();
  logger.info("device.stopping");
  await started.stop();
  process.exit(code);
}

interface Program {
  readonly ring: LogRing;
  readonly placement: Placement;
  /** Ends it in an orderly way, with this code. */
  readonly end: (code: number) => void;
}

function start(config: DeviceFile, logger: Logger, identity: DeviceIdentity | undefined, program: Program): Promise<Started> {
  const { role, time } = config;
  const source: TimeSource = { wall: () => Date.now(), mono: () => performance.now() };
  const speed = time?.speed ?? 1;
  const boot = randomId();
  const clock = new AnchoredClock(time ? speededUp(source, speed, time.businessStart, time.realStart) : source, boot);
  const oldZones = timeZoneDataIsRight() ? [] : [fault("time-zone-data-old", { version: process.versions.tz ?? "none" })];
  const database = openStorage(config.data, config.id);
  const kept = new Kept(database);
  // The office's word counts once it was heard; the file says where a device begins.
  const self = { office: config.office, device: config.id, zone: readKept(kept.get("desired"), role.kind)?.zone ?? role.zone };
  const software = softwareVersion();
  const fleet = fleetOf({ config, software, speed, realMs: source.mono, kept, logger, identity, drawId: randomId, ...program });
  const around: Around = { machine: machineOf(config, source.mono), screen: new ScreenDesk(source.mono), fleet };
  const ports: RuntimePorts = {
    database,
    kept,
    clock,
    realMs: source.mono,
    timers: realTimers,
    digest: (text) => createHash("sha256").update(text).digest("base64url"),
    logger,
    newEpoch: randomId(),
    boot,
    hardware: config.hardware ?? hardwareOf(readText),
    software,
    self,
    orders: fleet.orders,
    mayGiveTickets: () => fleet.mayGiveTickets,
    moveTo: (zone) => {
      self.zone = zone;
    },
    connect: (events) => new HubLink(config.hub.mqtt, self, Math.random, events, identity && ((url) => identity.connect(url))),
    standing: () => [...around.screen.faults(config.id), ...oldZones, ...around.machine.faults],
    figures: () => around.machine.figures,
  };
  return role.kind === "kiosk" ? startKiosk(config, role, ports, speed, around) : startBoard(config, role, ports, speed, around);
}

/** The machine below `/` is this one, and so is the storage that the data is on. */
function machineOf({ id, data, machine = "/" }: DeviceFile, realMs: () => number): MachineHealth {
  const read = () => readMachineBelow(fs, machine, machine === "/" ? data : null);
  return new MachineHealth({ device: id, read, realMs, timers: realTimers });
}

type Kiosk = Extract<DeviceFile["role"], { kind: "kiosk" }>;
type Board = Extract<DeviceFile["role"], { kind: "board" }>;

async function startKiosk(
  config: DeviceFile,
  role: Kiosk,
  ports: RuntimePorts,
  speed: number,
  { machine, screen, fleet }: Around,
): Promise<Started> {
  let printer: Printer | null = null;
  let server: PageServer | null = null;
  const kiosk = new KioskRole(
    ports,
    speed,
    () => printer,
    () => server?.streams ?? null,
    () => panel,
  );
  const panel = role.panel ? await panelOf(role.panel, kiosk, ports) : null;
  const scanner =
    role.scanner &&
    scannerOf(role.scanner, {
      realMs: ports.realMs,
      timers: ports.timers,
      code: (text) => kiosk.scanned(text),
      stands: (troubles) => kiosk.scannerStands(troubles),
    });
  if (role.printer) {
    const { profile, roll, logo } = role.printer;
    const rollIn = (name: PrinterProfileName) => rollKind(printerProfiles[name].roll, roll);
    kiosk.paper.isOf(rollIn(profile === "auto" ? unknownProfile : profile));
    kiosk.printerIs = profile === "auto" ? null : profile;
    const events: PrinterEvents = {
      condition: (condition) => kiosk.printerStands(condition),
      ended: (job, end) => kiosk.printEnded(job, end),
      trouble: (trouble) => kiosk.printerTroubled(trouble),
      recognised: (identity) => {
        ports.logger.info(identity, "printer.recognised");
        kiosk.paper.isOf(rollIn(recognise(identity) ?? unknownProfile));
        kiosk.printerIs = recognise(identity) ?? null;
      },
      paperUsed: (lengthMm) => kiosk.paper.take({ kind: "printed", lengthMm }),
      presenter: (holdsTicket) => ports.logger.info({ holdsTicket }, "printer.presenter"),
    };
    const asked = logo === undefined ? null : await logoAsked(logo, config, ports);
    printer = new Printer(lineTo(role.printer), profile, Math.random, ports.timers.after, events, asked);
  }
  const health = () => {
    const live = kiosk.api.live();
    return {
      device: config.id,
      role: role.kind,
      state: live.state,
      rows: kiosk.runtime.log.last,
      ...kioskHealth(live, role.printer !== null),
    };
  };
  server = pageServer(config, health, () => {});
  serveKiosk(server, kiosk.api);
  screen.isOpen = () => kiosk.isOpen || (panel?.isSomebodyThere ?? false);
  serveScreen(server, screen);
  serveStaff(server, new StaffDesk(kiosk.staff, { pinIsRight, newPass: randomId, realMs: ports.realMs }));
  const httpPort = await server.listen();
  const blink = (forMs: number) => panel?.seek(forMs);
  fleet.attach(sideOf(server, { isBusy: () => kiosk.isPrinting, unshipped: () => kiosk.runtime.unshipped, blink }));
  // The start records what was not seen to end, so this is asked before it.
  const { sawNoEnd } = kiosk;
  kiosk.start();
  machine.start(() => kiosk.runtime.changed());
  tryStorage(kiosk.runtime);
  printer?.start(sawNoEnd);
  panel?.start();
  scanner?.start();
  const stop = async () => {
    fleet.stop();
    machine.stop();
    panel?.stop();
    scanner?.stop();
    printer?.stop();
    await Promise.all([server.close(), kiosk.stop(stopWithinMs / 2)]);
  };
  return { httpPort, stop };
}

/** A picture that cannot be used is told, and keeps no kiosk from starting. */
async function logoAsked(file: string, { data }: DeviceFile, { digest, realMs }: RuntimePorts): Promise<LogoAsked> {
  return { logo: await readLogo(file, digest), memory: new LogoMemory(path.join(data, "printer-logo.json"), realMs) };
}

/** A card that has died is found here, and not by the next citizen. */
function tryStorage(runtime: Pick<KioskRole["runtime"], "keep" | "every" | "ports">): void {
  runtime.every(storageTriedEveryMs, () => runtime.keep("tried", String(runtime.ports.clock.now().at)));
}

async function panelOf(settings: NonNullable<Kiosk["panel"]>, kiosk: KioskRole, { realMs, timers, logger }: RuntimePorts): Promise<Panel> {
  return new Panel(settings, await loadJohnnyFive(), {
    openBoard: await boardOf(settings, { realMs, timers }),
    realMs,
    timers,
    tap: (service) => kiosk.pressed(service),
    stand: (troubles) => kiosk.panelStands(troubles),
    note: (what, facts) => logger.info(facts, what),
  });
}

async function keypadOf(settings: NonNullable<Board["keypad"]>, board: BoardRole, ports: RuntimePorts): Promise<Keypad> {
  const { realMs, timers, logger, boot } = ports;
  return new Keypad(settings, await loadJohnnyFive(), {
    openBoard: await boardOf(settings, { realMs, timers }),
    ...{ realMs, timers, run: boot },
    ask: (message) => board.keypadAsks(message),
    stand: (troubles) => board.keypadStands(troubles),
    note: (what, facts) => logger.info(facts, what),
  });
}

function lineTo(printer: NonNullable<Kiosk["printer"]>): LineTo {
  switch (printer.kind) {
    case "tcp":
      return tcpLine({ host: printer.host, port: printer.port });
    case "usb":
      return usbLine({ path: printer.path, sysfs: usbSysfs, askPort: kernelPort(), pace: realTimers.after });
    case "serial":
      return serialLine(printer);
  }
}

async function startBoard(
  config: DeviceFile,
  role: Board,
  ports: RuntimePorts,
  speed: number,
  { machine, screen, fleet }: Around,
): Promise<Started> {
  let server: PageServer | null = null;
  const voices = role.voices === undefined ? null : readVoices(role.voices);
  for (const problem of voices?.problems ?? []) ports.logger.warn({ problem }, "voice.pack");
  const synthesise = voices ? recorded(voices.voices, espeak) : espeak;
  const sounds = new Sounds(path.join(config.data, "voice"), ports.digest, synthesise, voices?.version);
  const speaker = role.speaker && {
    device: role.speaker.device,
    output: new Speaker(aplay(role.speaker.device, process.env), { timers: ports.timers, stands: (cause) => board.outputStands(cause) }),
  };
  const board: BoardRole = new BoardRole(
    ports,
    speed,
    sounds,
    () => server?.streams ?? null,
    () => signs,
    speaker && { device: speaker.device, say: (sounds) => speaker.output.say(sounds) },
    () => keypad,
  );
  const keypad = role.keypad ? await keypadOf(role.keypad, board, ports) : null;
  const signs = new Signs(role.signs ?? [], {
    realMs: ports.realMs,
    timers: ports.timers,
    stand: (troubles) => board.signsStand(troubles),
  });
  const health = () => {
    const live = board.api.live();
    return { device: config.id, role: role.kind, sound: live.sound, rows: board.runtime.log.last, ...boardHealth(live) };
  };
  server = pageServer(config, health, (count) => board.pages(count));
  serveBoard(server, board.api);
  screen.isOpen = () => board.isOpen;
  serveScreen(server, screen);
  const httpPort = await server.listen();
  const isBusy = () => board.isSpeaking;
  fleet.attach(sideOf(server, { isBusy, unshipped: () => board.runtime.unshipped, sayName: () => void board.sayName() }));
  board.start();
  machine.start(() => board.runtime.changed());
  tryStorage(board.runtime);
  signs.start();
  keypad?.start();
  speaker?.output.start();
  const stop = async () => {
    fleet.stop();
    machine.stop();
    signs.stop();
    keypad?.stop();
    speaker?.output.stop();
    await Promise.all([server.close(), board.stop(stopWithinMs / 2)]);
  };
  return { httpPort, stop };
}

function sideOf({ streams }: PageServer, role: Omit<RoleSide, "show">): RoleSide {
  return { show: (overlay) => streams.showOverlay(overlay), ...role };
}

function pageServer(config: DeviceFile, health: () => Record<string, unknown>, pages: (count: number) => void): PageServer {
  const { host, role, framedBy } = config;
  return new PageServer({ page: role.kind, host, port: role.httpPort, framedBy, displayFolder, health, pages });
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function softwareVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  return manifest.version;
}

function randomId(): string {
  return randomBytes(9).toString("base64url");
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  if (error instanceof StorageInUse) {
    fail(`storage-in-use: another process uses the data of this device (${error.message}). Stop it first, or name another folder.`);
  } else if (error instanceof StorageOfAnother) {
    fail(`bad-configuration: this data belongs to the device "${error.message}". Correct the id, or name another folder as data.`);
  } else if (isStorageFault(error)) {
    const why = isFull(error) ? fault("storage-full") : fault("storage-failed", { cause: codeOf(error) });
    const { what, advice } = faultText(why, "en");
    fail(`${why.fault}: ${what} ${advice}`);
  } else if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    fail(`port-taken: ${error.message}. Stop the program that has the port, or set another httpPort (0 for any).`);
  } else {
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  process.exit(1);
});
