/** A line of the device's file as what its machine needs: a driver for each sign, and the line's pace. */
import type { SignLineSettings } from "#shared/wire/signs.ts";
import { alphaSign } from "./alpha.ts";
import type { SignDriver } from "./driver.ts";
import { escposDisplay } from "./escpos-display.ts";
import type { LinePace } from "./line.ts";
import { modbusSign } from "./modbus.ts";

export function driversOf(line: SignLineSettings): SignDriver[] {
  switch (line.protocol) {
    case "alpha":
      return line.signs.map(alphaSign);
    case "escpos-display":
      return line.signs.map(escposDisplay);
    case "modbus":
      return line.signs.map((sign) => modbusSign(sign, line.answerWithinMs));
  }
}

export function paceOf({ baud, dataBits, parity, stopBits }: SignLineSettings): LinePace {
  return { baud, bitsPerByte: 1 + dataBits + (parity === "none" ? 0 : 1) + stopBits };
}
