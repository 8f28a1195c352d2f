import { expect, test } from "vitest";
import { compareHardware, hardwareOf } from "./hardware.ts";

test("a Raspberry Pi tells its board and its card; another machine tells nothing", () => {
  const files: Record<string, string> = {
    "/sys/firmware/devicetree/base/serial-number": "10000000abcdef01\0",
    "/sys/block/mmcblk0/device/cid": "03534453433136478012345678012a00\n",
    "/sys/block/mmcblk0/device/serial": "0x12345678\n",
  };
  expect(hardwareOf((file) => files[file])).toEqual({ board: "10000000abcdef01", card: "03534453433136478012345678012a00" });
  expect(hardwareOf(() => undefined)).toEqual({ board: null, card: null });
  expect(hardwareOf(() => "\0\n")).toEqual({ board: null, card: null });
});

test("what is not known counts as unchanged, and is not forgotten", () => {
  const known = { board: "b", card: "c" };
  const kept = JSON.stringify(known);
  expect(compareHardware(undefined, known)).toEqual({ changed: false, keep: known });
  expect(compareHardware(kept, { board: null, card: null })).toEqual({ changed: false, keep: known });
  expect(compareHardware(kept, { board: "b", card: "other" })).toEqual({ changed: true, keep: { board: "b", card: "other" } });
  expect(compareHardware(kept, { board: "other", card: null })).toEqual({ changed: true, keep: { board: "other", card: "c" } });
});
