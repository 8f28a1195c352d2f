/** What is plugged into this machine, by its USB and serial ports, in words. Pure: files are read through a port. */

export interface MachineFiles {
  /** Names in a folder; none when there is no such folder. */
  list(folder: string): readonly string[];
  /** The text of a small file without its line's end; undefined when there is none. */
  read(file: string): string | undefined;
}

export interface Found {
  /** Such as `/dev/usb/lp0`, `/dev/serial/by-id/usb-...`, or the USB place `1-1.2`. */
  readonly at: string;
  readonly what: string;
}

/** USB vendors of what an office is likely to have: http://www.linux-usb.org/usb.ids */
const vendors: Readonly<Record<string, string>> = {
  "04b8": "Epson, a printer that a kiosk knows",
  "0519": "Star, a printer that a kiosk knows when it is set to ESC/POS",
  "0dd4": "CUSTOM, a kiosk printer that a kiosk knows",
  "0403": "FTDI, a serial adapter",
  "067b": "Prolific, a serial adapter",
  "10c4": "Silicon Labs, a serial adapter",
  "1a86": "QinHeng, a serial adapter",
  "2341": "Arduino",
};

const foundMax = 64;

export function foundOn(files: MachineFiles): Found[] {
  const printers = files
    .list("/dev/usb")
    .filter((name) => /^lp\d+$/.test(name))
    .map((name): Found => {
      const id = files.read(`/sys/class/usbmisc/${name}/device/ieee1284_id`);
      return { at: `/dev/usb/${name}`, what: `USB printer${id === undefined ? "" : `: ${printerName(id)}`}` };
    });
  const serial = files.list("/dev/serial/by-id").map((name): Found => ({ at: `/dev/serial/by-id/${name}`, what: "serial port" }));
  const usb = files
    .list("/sys/bus/usb/devices")
    .filter((name) => /^\d+-[\d.]+$/.test(name))
    .flatMap((name): Found[] => {
      const read = (what: string) => files.read(`/sys/bus/usb/devices/${name}/${what}`) ?? "";
      const [vendor, product] = [read("idVendor"), read("idProduct")];
      if (!/^[0-9a-f]{4}$/.test(vendor)) return [];
      const said = plain(`${read("manufacturer")} ${read("product")}`);
      return [{ at: name, what: [`USB ${vendor}:${product}`, said, vendors[vendor]].filter(Boolean).join(", ") }];
    });
  return [...printers, ...serial, ...usb].slice(0, foundMax);
}

/** Of an IEEE 1284 id, such as `MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;`. */
function printerName(id: string): string {
  const field = (names: string) => new RegExp(`(?:^|;)\\s*(?:${names}):([^;]*)`, "i").exec(id)?.[1] ?? "";
  return plain(`${field("MFG|MANUFACTURER")} ${field("MDL|MODEL")}`) || "of unknown make";
}

/** What a device says of itself is not to be trusted with a terminal. */
function plain(text: string): string {
  return text
    .replace(/[^\x20-\x7e]/g, "")
    .trim()
    .slice(0, 80);
}
