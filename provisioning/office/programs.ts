/** Which programs a virtual office has, in which order they start, and what each is told. Pure: ports and folders in, texts out. */
import { join } from "node:path";
import type { DeviceFile, HubFile } from "#shared/wire/process.ts";
import { type SignLineSettings, signColumnsMax } from "#shared/wire/signs.ts";
import { shippedFlags } from "../shipping/flags.ts";
import { keypadSettings } from "./keypad.ts";
import { type PanelButton, panelSettings } from "./panel.ts";

export interface Time {
  readonly speed: number;
  readonly businessStart: number;
  readonly realStart: number;
}

/** Where each program listens; 0 until it has said so. */
export interface Ports {
  readonly front: number;
  readonly kiosk: number;
  readonly board: number;
  readonly hub: number;
  readonly broker: number;
  readonly printer: number;
  readonly printerControl: number;
  readonly collector: number;
  readonly central: number;
  readonly panelControl: number;
  readonly citizens: number;
  readonly scannerControl: number;
  readonly signControl: number;
  readonly keypadControl: number;
}

/** The near ends of the wires that a person can pull. */
export interface Cables {
  readonly kiosk: number;
  readonly central: number;
  readonly collector: number;
}

export type PortName = keyof Ports;

/** The words in which a person is told that a port is taken. */
export const portWords: Readonly<Record<PortName, string>> = {
  front: "the front page",
  kiosk: "the kiosk's page",
  board: "the board's page",
  hub: "the hub's pages",
  broker: "the hub's broker",
  printer: "the printer",
  printerControl: "the printer's switches",
  collector: "the test collector",
  central: "central",
  panelControl: "the panel's switches",
  citizens: "the page of a ticket",
  scannerControl: "the scanner's switches",
  signControl: "the sign's switches",
  keypadControl: "the keypad's switches",
};

export interface OfficeFacts {
  readonly office: string;
  readonly kiosk: { readonly id: string; readonly zone: string };
  readonly board: { readonly id: string; readonly zone: string };
  /** What the kiosk's machine tells of itself. */
  readonly hardware: { readonly board: string; readonly card: string };
  readonly cables: Cables;
  /** The folder of the virtual office. */
  readonly data: string;
  /** The file that seeds an empty hub. */
  readonly seed: string;
  /** The file of its appointments, which the hub reads again and again; null on a day without one. */
  readonly calendar: string | null;
  /** Buttons of the kiosk's panel, which is there in real time only: none of its deadlines goes faster. */
  readonly buttons: readonly PanelButton[];
  /** Whether the board has the keys of a counter; in real time only, as the panel. */
  readonly hasKeypad: boolean;
  /** Absent: real time. */
  readonly time?: Time;
  /** False while central is not part of the house. */
  readonly central: boolean;
}

/** One program: what to run, and the file it reads, if it reads one. */
export interface Program {
  readonly name: string;
  /** What `ready` its ready line says. */
  readonly ready: "printer" | "panel" | "scanner" | "sign" | "collector" | "central" | "hub" | "device";
  /** Programs of a lower stage are ready before it starts. */
  readonly stage: number;
  readonly about: string;
  /** Node's own, as the program ships with them. */
  readonly flags?: readonly string[];
  readonly script: string;
  readonly arguments: readonly string[];
  readonly file: { readonly path: string; readonly content: HubFile | DeviceFile } | null;
  /** Which member of the ready line tells which port. */
  readonly tells: Readonly<Partial<Record<"port" | "httpPort" | "mqttPort" | "controlPort" | "citizensPort", PortName>>>;
}

const realMmPerSecond = 250;
/** The path of a serial device is no longer in a device's file. */
const devicePathMax = 200;
const signAddress = "01";

/** Ports one after the other from the front page's, or any free ones. */
export function portsFrom(first: number): Ports {
  const names = Object.keys(portWords) as PortName[];
  return Object.fromEntries(names.map((name, place) => [name, first === 0 ? 0 : first + place])) as unknown as Ports;
}

export function programsOf(facts: OfficeFacts, ports: Ports): Program[] {
  const { data, office, time, cables } = facts;
  const dataOf = (name: string) => join(data, name);
  const fileOf = (name: string) => join(data, "config", `${name}.json`);
  const framedBy = [addressOf(ports.front), `http://localhost:${ports.front}`];
  const common = { host: "127.0.0.1", framedBy, ...(time === undefined ? {} : { time }) };
  const device = (
    id: string,
    about: string,
    httpPort: PortName,
    mqttPort: number,
    role: DeviceFile["role"],
    more: Pick<DeviceFile, "hardware"> = {},
  ): Program => ({
    name: id,
    ready: "device",
    stage: 3,
    about,
    script: "device/main.ts",
    arguments: ["--config", fileOf(id)],
    file: {
      path: fileOf(id),
      content: {
        ...{ office, id, data: dataOf(id), machine: join(data, "machine", id) },
        ...{ hub: { mqtt: `mqtt://127.0.0.1:${mqttPort}` }, role, ...more, ...common },
      },
    },
    tells: { httpPort },
  });
  const panelPath = dataOf("panel");
  const hasPanel = time === undefined && facts.buttons.length > 0 && panelPath.length <= devicePathMax;
  const panel: Program = {
    name: "panel",
    ready: "panel",
    stage: 1,
    about: "The kiosk's panel of buttons",
    script: "device/virtual/panel/main.ts",
    arguments: ["--path", panelPath, "--control-port", String(ports.panelControl)],
    file: null,
    tells: { controlPort: "panelControl" },
  };
  const scannerPath = dataOf("scanner");
  const hasScanner = time === undefined && scannerPath.length <= devicePathMax;
  const scanner: Program = {
    name: "scanner",
    ready: "scanner",
    stage: 1,
    about: "The kiosk's scanner of codes",
    script: "device/virtual/scanner/main.ts",
    arguments: ["--path", scannerPath, "--control-port", String(ports.scannerControl)],
    file: null,
    tells: { controlPort: "scannerControl" },
  };
  const keypadPath = dataOf("keypad");
  const hasKeypad = time === undefined && facts.hasKeypad && keypadPath.length <= devicePathMax;
  const keypad: Program = {
    name: "keypad",
    ready: "panel",
    stage: 1,
    about: "The keys of a counter",
    script: "device/virtual/panel/main.ts",
    arguments: ["--path", keypadPath, "--control-port", String(ports.keypadControl)],
    file: null,
    tells: { controlPort: "keypadControl" },
  };
  const signPath = dataOf("sign");
  const hasSign = time === undefined && signPath.length <= devicePathMax;
  const sign: Program = {
    name: "sign",
    ready: "sign",
    stage: 1,
    about: "The waiting room's sign",
    script: "device/virtual/sign/main.ts",
    arguments: [...["--path", signPath, "--protocol", "alpha", "--address", signAddress], ...["--control-port", String(ports.signControl)]],
    file: null,
    tells: { controlPort: "signControl" },
  };
  const central: Program = {
    name: "central",
    ready: "central",
    stage: 1,
    about: "The province's central service",
    script: "hub/central/main.ts",
    arguments: ["--port", String(ports.central), "--citizens-port", String(ports.citizens), "--data", dataOf("central")],
    file: null,
    tells: { port: "central", citizensPort: "citizens" },
  };
  return [
    {
      name: "printer",
      ready: "printer",
      stage: 1,
      about: "The ticket printer",
      script: "device/virtual/printer/main.ts",
      arguments: [
        ...["--port", String(ports.printer), "--control-port", String(ports.printerControl), "--data", dataOf("printer")],
        // Paper moves in business time, too.
        ...(time === undefined ? [] : ["--mm-per-second", String(Math.round(realMmPerSecond * time.speed))]),
      ],
      file: null,
      tells: { port: "printer", controlPort: "printerControl" },
    },
    {
      name: "collector",
      ready: "collector",
      stage: 1,
      about: "The test collector for analytics",
      script: "hub/central/collector/main.ts",
      arguments: ["--port", String(ports.collector), "--data", dataOf("collector")],
      file: null,
      tells: { port: "collector" },
    },
    ...(hasPanel ? [panel] : []),
    ...(hasScanner ? [scanner] : []),
    ...(hasSign ? [sign] : []),
    ...(hasKeypad ? [keypad] : []),
    ...(facts.central ? [central] : []),
    {
      name: "hub",
      ready: "hub",
      stage: 2,
      about: "The office's hub",
      flags: shippedFlags.hub,
      script: "hub/main.ts",
      arguments: ["--config", fileOf("hub")],
      file: {
        path: fileOf("hub"),
        content: {
          office,
          data: dataOf("hub"),
          machine: join(data, "machine", "hub"),
          httpPort: ports.hub,
          broker: { kind: "embedded", port: ports.broker },
          seed: facts.seed,
          openByItself: true,
          ...(facts.calendar === null ? {} : { appointments: [{ source: "bookings", from: facts.calendar, everyMinutes: 0.2 }] }),
          collector: addressOf(cables.collector),
          central: facts.central ? addressOf(cables.central) : null,
          ...common,
        },
      },
      tells: { httpPort: "hub", mqttPort: "broker" },
    },
    device(
      facts.kiosk.id,
      "The ticket kiosk",
      "kiosk",
      cables.kiosk,
      {
        kind: "kiosk",
        zone: facts.kiosk.zone,
        httpPort: ports.kiosk,
        printer: { kind: "tcp", host: "127.0.0.1", port: ports.printer, profile: "epson-tm-t20iii" },
        ...(hasPanel ? { panel: panelSettings(panelPath, facts.buttons) } : {}),
        ...(hasScanner ? { scanner: { kind: "serial", path: scannerPath, baud: 9_600 } } : {}),
      },
      { hardware: facts.hardware },
    ),
    device(facts.board.id, "The waiting room's board", "board", ports.broker, {
      kind: "board",
      zone: facts.board.zone,
      httpPort: ports.board,
      ...(hasSign ? { signs: [signLineAt(signPath)] } : {}),
      ...(hasKeypad ? { keypad: keypadSettings(keypadPath) } : {}),
    }),
  ];
}

/** One sign that shows whom the zone calls, as an Alpha sign is delivered: 9,600 baud, seven data bits, even parity. */
function signLineAt(path: string): SignLineSettings {
  const line = { protocol: "alpha", path, baud: 9_600, parity: "even", dataBits: 7, stopBits: 1 } as const;
  return { ...line, signs: [{ id: "sign-1", address: signAddress, columns: signColumnsMax }] };
}

export function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
