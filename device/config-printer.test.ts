/** How a device's file names its printer. */
import { expect, test } from "vitest";
import { checkConfig } from "./config.ts";

const file = (printer: unknown) => ({
  office: "victoria",
  id: "kiosk-1",
  data: "/tmp/kiosk-1",
  hub: { mqtt: "mqtt://127.0.0.1:1883" },
  role: { kind: "kiosk", zone: "main", httpPort: 0, printer },
});

const read = (printer: unknown) => {
  const checked = checkConfig(file(printer));
  if ("problems" in checked) return checked.problems;
  return checked.config.role.kind === "kiosk" ? checked.config.role.printer : undefined;
};

test("a printer on the network, at the USB driver or on a serial line, recognised unless its profile is named", () => {
  expect(read(null)).toBeNull();
  const tcp = { kind: "tcp", host: "10.0.0.9", port: 9_100 };
  expect(read(tcp)).toEqual({ ...tcp, profile: "auto" });
  expect(read({ kind: "usb" })).toEqual({ kind: "usb", path: "/dev/usb/lp0", profile: "auto" });
  const serial = { kind: "serial", path: "/dev/ttyUSB0", profile: "generic-58mm" };
  expect(read(serial)).toEqual({ ...serial, baudRate: 38_400, flowControl: false });
  expect(read({ ...tcp, logo: "/etc/the-q/logo.png" })).toEqual({ ...tcp, profile: "auto", logo: "/etc/the-q/logo.png" });
});

test.each([
  [{ kind: "usb", path: "lp0" }, "role.printer.path"],
  [{ kind: "serial", path: "/dev/ttyUSB0", baudRate: 1_200 }, "role.printer.baudRate"],
  [{ kind: "tcp", host: "10.0.0.9", port: 9_100, profile: "epson" }, "role.printer.profile"],
  [{ kind: "usb", logo: "logo.png" }, "role.printer.logo"],
  [{ kind: "usb", logo: "/etc/the-q/logo.jpg" }, "role.printer.logo"],
])("%j is refused where it is wrong", (printer, where) => {
  expect(read(printer)).toMatchObject([{ path: where }]);
});
