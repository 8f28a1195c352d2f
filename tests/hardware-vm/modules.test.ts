/** The order in which kernel modules are loaded. */
import { expect, test } from "vitest";
import { dependsOf, loadingOrder } from "./modules.ts";

const moduleOf = (name: string, depends: string) => ({
  path: `${name}.ko`,
  bytes: Buffer.from(`\x7fELF\0license=GPL\0depends=${depends}\0name=${name}\0`),
});

test("what a module depends on is loaded before it, once; what is built in needs no loading", () => {
  const modules = new Map(
    [
      ["usblp", "usbcore"],
      ["dummy_hcd", "usbcore,udc-core,built-in"],
      ["udc_core", "usb-common"],
      ["usbcore", "usb-common"],
      ["usb_common", ""],
    ].map(([name, depends]) => [name as string, moduleOf(name as string, depends as string)]),
  );
  const order = loadingOrder(["usblp", "dummy_hcd", "usblp"], (name) => modules.get(name) ?? null);
  expect(order.map(({ path }) => path)).toEqual(["usb_common.ko", "usbcore.ko", "usblp.ko", "udc_core.ko", "dummy_hcd.ko"]);
});

test("a file that says nothing depends on nothing", () => {
  expect(dependsOf(Buffer.from("no module"))).toEqual([]);
});
