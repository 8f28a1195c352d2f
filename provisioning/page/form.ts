/** What a person chose on the page, and the card's arguments that it stands for. Pure. */
import { isDeviceName } from "#shared/identity/names.ts";

export const printerKinds = ["usb", "serial", "tcp", "none"] as const;

/** As it came, so that it can be shown again; every field is text. */
export interface CardForm {
  /** A device of the configuration, or `spare kiosk` or `spare board`. */
  readonly device: string;
  /** Only of a spare. */
  readonly spareName: string;
  readonly zone: string;
  /** The hub's address in the office's network. */
  readonly hub: string;
  readonly printer: string;
  /** What belongs to `serial` or `tcp`. */
  readonly printerAt: string;
  readonly wifi: string;
  readonly passPhrase: string;
  readonly country: string;
  /** A card that is plugged in; empty: `folder`. */
  readonly card: string;
  readonly folder: string;
  readonly package: string;
}

export const emptyForm: CardForm = {
  device: "",
  spareName: "",
  zone: "",
  hub: "",
  printer: "usb",
  printerAt: "",
  wifi: "",
  passPhrase: "",
  country: "CA",
  card: "",
  folder: "",
  package: "",
};

const fieldMax = 1_000;

/** Unknown fields are left out, and no field is longer than a path can be. */
export function readForm(body: string): CardForm {
  const given = new URLSearchParams(body);
  const read = Object.entries(emptyForm).map(([name, usual]) => [name, (given.get(name) ?? usual).trim().slice(0, fieldMax)]);
  return Object.fromEntries(read) as unknown as CardForm;
}

export interface KnownOffice {
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly timeZone: string;
  readonly zones: readonly { readonly id: string; readonly name: string }[];
  readonly devices: readonly { readonly name: string; readonly role: string; readonly zone: string; readonly stands: string }[];
}

export interface CardWish {
  readonly name: string;
  readonly role: "kiosk" | "board";
  readonly isSpare: boolean;
  /** Of `card`, without the token and the fingerprint, which the hub gives afterwards. */
  readonly arguments: readonly string[];
}

/** The card that is wished for, or a sentence that says what is missing. What arguments may be is the command's own to say. */
export function wishOf(form: CardForm, { id, timeZone, devices }: KnownOffice): CardWish | { readonly wrong: string } {
  const spareRole = /^spare (kiosk|board)$/.exec(form.device)?.[1];
  const known = devices.find(({ name }) => name === form.device);
  const name = spareRole === undefined ? form.device : form.spareName;
  const role = spareRole ?? known?.role;
  if (role !== "kiosk" && role !== "board") return { wrong: "Choose the device." };
  if (!isDeviceName(name)) return { wrong: "Name the spare, such as spare-1: lower-case letters, digits and hyphens." };
  if (spareRole !== undefined && devices.some((device) => device.name === name))
    return { wrong: `${name} is a device of the office: choose it in the list, or give the spare another name.` };
  if (form.hub === "") return { wrong: "Type the hub's name or address in the office's network, as devices reach it." };
  const to = form.card === "" ? form.folder : form.card;
  if (to === "") return { wrong: "Choose where the card is, or type a folder or an image." };
  const printer = form.printer === "serial" || form.printer === "tcp" ? `${form.printer}:${form.printerAt}` : form.printer;
  return {
    ...{ name, role, isSpare: spareRole !== undefined },
    arguments: [
      ...["--office", id, "--role", role, "--name", name, "--hub", form.hub, "--time-zone", timeZone, "--to", to],
      ...(role === "kiosk" ? ["--printer", printer] : []),
      ...(spareRole === undefined ? [] : ["--zone", form.zone]),
      ...(form.wifi === "" ? [] : ["--wifi", form.wifi, "--country", form.country]),
      ...(form.package === "" ? [] : ["--package", form.package]),
    ],
  };
}
