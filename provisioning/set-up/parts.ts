/** What has to be there to set an office up: models and quantities. No prices: one would need its source and its day. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { BoardSettings } from "#shared/wire/boards.ts";
import type { PrinterProfileName } from "#shared/wire/process.ts";
import type { Plan, PlannedDevice } from "./plan.ts";

export interface Part {
  readonly part: string;
  readonly model: string;
  readonly quantity: number;
  /** The devices it is for. */
  readonly for: readonly string[];
  readonly why: string;
  /** Where the model or the reason is described; empty where any will do. */
  readonly source: string;
}

type Model = Omit<Part, "quantity" | "for">;

const piPages = "https://www.raspberrypi.com/documentation";

const hubParts: readonly Model[] = [
  {
    ...{ part: "Computer", model: "Raspberry Pi 5, 4 GB or more" },
    ...{ why: "has a clock that a battery keeps, and a fast way to an SSD", source: `${piPages}/computers/raspberry-pi.html` },
  },
  {
    ...{ part: "Clock battery", model: "Raspberry Pi RTC battery" },
    ...{
      why: "the office's times are the hub's, also after a night without power",
      source: `${piPages}/computers/raspberry-pi.html#real-time-clock-rtc`,
    },
  },
  {
    ...{ part: "SSD", model: "NVMe, M.2 2230 or 2242, 128 GB or more, on the Raspberry Pi M.2 HAT+" },
    ...{
      why: "every ticket is forced to the disk before it is printed: a card wears out",
      source: `${piPages}/accessories/m2-hat-plus.html`,
    },
  },
  {
    ...{ part: "Power supply", model: "Raspberry Pi 27 W USB-C" },
    ...{ why: "made for the Raspberry Pi 5 with an SSD", source: `${piPages}/computers/raspberry-pi.html#power-supply` },
  },
];

const deviceParts: readonly Model[] = [
  {
    ...{ part: "Computer", model: "Raspberry Pi 4 Model B, 2 GB or more, or Raspberry Pi 5" },
    ...{ why: "64-bit, two screens, wired network", source: `${piPages}/computers/raspberry-pi.html` },
  },
  {
    ...{ part: "Memory card", model: "microSD, 32 GB, application class A1 or A2" },
    ...{
      why: "the class promises small writes a second, which a ticket's record is",
      source: "https://www.sdcard.org/developers/sd-standard-overview/application-performance-class/",
    },
  },
  {
    ...{ part: "Power supply", model: "Raspberry Pi 15 W USB-C (Pi 4) or 27 W USB-C (Pi 5)" },
    ...{ why: "with less, the computer slows down under load", source: `${piPages}/computers/raspberry-pi.html#power-supply` },
  },
];

const printers: Readonly<Record<PrinterProfileName, string>> = {
  "epson-tm-t20iii": "Epson TM-T20III",
  "epson-tm-t88": "Epson TM-T88 IV to VII",
  "epson-tm-m30": "Epson TM-m30",
  "generic-80mm": "any ESC/POS printer for 80 mm paper with a cutter",
  "generic-58mm": "any ESC/POS printer for 58 mm paper",
  "star-escpos": "Star mC-Print3 or TSP, set to ESC/POS",
  "custom-kiosk": "CUSTOM KPM, TK, VKP or KUBE, with presenter",
  "nippon-np-2511": "Nippon Primex NP-2511, with presenter and serial interface",
  "nippon-np-3511": "Nippon Primex NP-3511, with presenter and serial interface",
};

const profilesAt = "device/printer/README.md";

/** Equal parts of several devices are one line. */
export function partsOf(plan: Plan, office: OfficeConfiguration): Part[] {
  const needed = [
    ...hubParts.map((model) => ({ model, name: plan.hub.name })),
    ...plan.devices.flatMap((device) => modelsOf(device, office).map((model) => ({ model, name: device.name }))),
    { model: networkCable, name: plan.hub.name },
    ...(plan.wifi ? [] : plan.devices.map(({ name }) => ({ model: networkCable, name }))),
  ];
  const lines = new Map<string, Part>();
  for (const { model, name } of needed) {
    const key = `${model.part}\n${model.model}`;
    const line = lines.get(key);
    lines.set(key, { ...model, quantity: (line?.quantity ?? 0) + 1, for: [...(line?.for ?? []), name] });
  }
  return [...lines.values()];
}

const networkCable: Model = {
  part: "Network cable",
  model: "any, category 5e or better",
  why: "a cable needs no secret on a card",
  source: "",
};

function modelsOf(device: PlannedDevice, office: OfficeConfiguration): Model[] {
  if (device.role === "kiosk")
    return [...deviceParts, touchScreen, ...printerParts(device), ...panelParts(device), ...(device.scanner ? [scannerModel] : [])];
  const known = office.devices.find(({ id }) => id === device.name);
  const inches = known?.role === "board" ? known.screenInches : undefined;
  const screen = {
    part: "Screen",
    model: `any with HDMI, ${inches} inches`,
    why: "as the office's configuration says; sound by HDMI or a jack",
    source: "",
  };
  const signs = device.signs.flatMap(({ protocol, signs: on }) => on.map(() => protocol));
  const signParts = signs.map((protocol) => ({ ...signModel, model: `${signModel.model}: ${protocol}` }));
  return [...deviceParts, screen, ...signParts, ...(device.speaker ? [speakerModel] : []), ...keypadParts(device)];
}

const touchScreen: Model = { part: "Touch screen", model: "any with HDMI and USB, 10 inches or more", why: "the kiosk's page", source: "" };
const scannerModel: Model = {
  part: "Scanner",
  model: "of printed and shown QR codes; serial (USB or RS-232), or one that plays a keyboard",
  why: "finds a ticket or an appointment by its code; set to end each code with Enter",
  source: "device/scanner/README.md",
};
const speakerModel: Model = {
  part: "Loudspeaker",
  model: "any with its own power, on HDMI, a jack or USB",
  why: "calls are heard though no page is open",
  source: "device/voice/README.md",
};
const signModel: Model = {
  part: "Sign",
  model: "serial call-number display",
  why: "with a USB serial adapter of its own name",
  source: "device/sign/README.md",
};

const buttonModel = { part: "Button with lamp", model: "push button that closes, with a lamp of its own" };

/** A Raspberry Pi has a header of its own. */
function boardParts({ board }: Pick<BoardSettings, "board">, source: string): Model[] {
  const why = "what buttons and lamps hang on";
  return board === "uno" ? [{ part: "Panel board", model: "Arduino Uno with StandardFirmata, and a USB cable", why, source }] : [];
}

function keypadParts({ keypad }: Extract<PlannedDevice, { role: "board" }>): Model[] {
  if (!keypad) return [];
  const source = "device/keypad/README.md";
  return [...boardParts(keypad, source), ...keypad.keys.map(() => ({ ...buttonModel, why: "one for each key of the counter", source }))];
}

function panelParts({ panel }: Extract<PlannedDevice, { role: "kiosk" }>): Model[] {
  if (!panel) return [];
  const source = "device/panel/README.md";
  const button = { ...buttonModel, why: "one for each service", source };
  const display = { part: "Digit display", why: "the number called", source };
  const displays = panel.displays.map((each): Model => {
    if (each.controller === "max7219-matrix") {
      return { ...display, part: "Matrix display", model: `${each.modules} modules of 8 x 8 with MAX7219 in one row` };
    }
    return { ...display, model: each.controller === "ht16k33" ? "four digits with HT16K33 (I2C)" : "digits with MAX7219" };
  });
  const sensor = {
    part: "Motion sensor",
    model: "any with a digital output of at most the board's voltage",
    why: "wakes the screen",
    source,
  };
  return [...boardParts(panel, source), ...panel.buttons.map(() => button), ...displays, ...(panel.presence ? [sensor] : [])];
}

function printerParts({ model, printer }: Extract<PlannedDevice, { role: "kiosk" }>): Model[] {
  if (printer === "none") return [];
  const way = printer === "usb" ? "USB" : printer.startsWith("tcp:") ? "Ethernet" : "serial";
  const width = model === "generic-58mm" ? 58 : 80;
  return [
    {
      part: "Ticket printer",
      model: `${printers[model]} (${way})`,
      why: "one of those that a kiosk knows the ways of",
      source: profilesAt,
    },
    { part: "Paper rolls", model: `thermal paper, ${width} mm`, why: "one in the printer, one beside it at least", source: "" },
  ];
}
