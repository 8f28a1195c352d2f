/** The ticket's code as dark squares, for drawing. Loaded only when a ticket is shown: the encoder is larger than the kiosk's own script. */
import qrcode from "qrcode-generator";

export function codeSquares(data: string): boolean[][] {
  const code = qrcode(0, "M");
  code.addData(data);
  code.make();
  const size = code.getModuleCount();
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_unused, x) => code.isDark(y, x)));
}
