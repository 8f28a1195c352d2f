/** Bytes of tickets for tests, written by hand from the command manual. */

export const commands = {
  initialize: [0x1b, 0x40],
  codePage: (n: number) => [0x1b, 0x74, n],
  centre: [0x1b, 0x61, 1],
  left: [0x1b, 0x61, 0],
  bold: (on: boolean) => [0x1b, 0x45, on ? 1 : 0],
  size: (width: number, height: number) => [0x1d, 0x21, ((width - 1) << 4) | (height - 1)],
  feedLines: (n: number) => [0x1b, 0x64, n],
  cutFed: [0x1d, 0x56, 66, 0],
  cutHere: [0x1d, 0x56, 0],
  status: (n: number) => [0x10, 0x04, n],
  clearBuffers: [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08],
  jobId: (id: string) => [0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Buffer.from(id, "latin1")],
  autoStatus: (mask: number) => [0x1d, 0x61, mask],
  qr: (data: string, moduleDots = 6) => {
    const bytes = [...Buffer.from(data, "utf8")];
    const length = bytes.length + 3;
    return [
      ...[0x1d, 0x28, 0x6b, 4, 0, 49, 65, 50, 0],
      ...[0x1d, 0x28, 0x6b, 3, 0, 49, 67, moduleDots],
      ...[0x1d, 0x28, 0x6b, 3, 0, 49, 69, 49],
      ...[0x1d, 0x28, 0x6b, length & 255, length >> 8, 49, 80, 48, ...bytes],
      ...[0x1d, 0x28, 0x6b, 3, 0, 49, 81, 48],
    ];
  },
  raster: (widthBytes: number, rows: readonly number[]) => [0x1d, 0x76, 0x30, 0, widthBytes, 0, rows.length / widthBytes, 0, ...rows],
};

/** Windows-1252 for the characters of French. */
export function latin(text: string): number[] {
  const beyond: Readonly<Record<string, number>> = { "€": 0x80, œ: 0x9c, Œ: 0x8c, "’": 0x92, "—": 0x97 };
  return Array.from(text, (character) => beyond[character] ?? character.charCodeAt(0));
}

export function ticketBytes(text: string): Uint8Array {
  return Uint8Array.from([...commands.initialize, ...commands.codePage(16), ...latin(text), 0x0a, ...commands.cutFed]);
}

/** A ticket such as a kiosk prints. */
export function kioskTicketBytes(): Uint8Array {
  const { bold, size, centre } = commands;
  return Uint8Array.from([
    ...commands.initialize,
    ...commands.codePage(16),
    ...centre,
    ...[...bold(true), ...latin("Service BC — Victoria"), 0x0a, ...bold(false)],
    ...latin("-".repeat(48)),
    0x0a,
    ...[...latin("Your number · Votre numéro"), 0x0a],
    ...[...bold(true), ...size(6, 6), ...latin("A12"), 0x0a, ...size(1, 1)],
    ...[...latin("Driver licence renewal"), 0x0a, ...bold(false)],
    ...[0x1b, 0x4d, 1, ...latin("Renouvellement du permis de conduire"), 0x0a, 0x1b, 0x4d, 0],
    0x0a,
    ...[...latin("Please watch the board."), 0x0a],
    ...[0x1b, 0x4d, 1, ...latin("Surveillez le tableau, s’il vous plaît — reçu œ"), 0x0a, 0x1b, 0x4d, 0],
    0x0a,
    ...commands.qr("theq:1:kiosk-1:7:12"),
    0x0a,
    ...[...latin("14 July 2026, 10:42"), 0x0a],
    ...[0x1d, 0x42, 1, ...latin(" PRACTICE "), 0x1d, 0x42, 0, 0x0a],
    ...[0x1b, 0x2d, 1, ...latin("Letters do not show who is next"), 0x1b, 0x2d, 0, 0x0a],
    ...commands.cutFed,
  ]);
}
