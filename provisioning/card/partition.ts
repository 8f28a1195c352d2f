/** Where the boot partition lies in a disk image: the first FAT partition of its MBR. Raspberry Pi OS images have one, FAT32, as the first. */

/** The types of FAT partitions: FAT16 under and over 32 MB, FAT32 by cylinders and by blocks, FAT16 by blocks. */
const fatTypes: ReadonlySet<number> = new Set([0x04, 0x06, 0x0b, 0x0c, 0x0e]);
const sectorBytes = 512;
const tableAt = 446;
const entryBytes = 16;

export const mbrBytes = 512;

/** The offset in bytes, or why there is none. `size`: of the whole image, in bytes. */
export function bootPartition(mbr: Uint8Array, size: number): number | { readonly wrong: string } {
  const view = new DataView(mbr.buffer, mbr.byteOffset, mbr.byteLength);
  if (mbr.byteLength < mbrBytes || view.getUint16(510) !== 0x55aa)
    return { wrong: "It has no partition table, so it is no disk image. Unpack it first if its name ends in .xz or .zip." };
  for (let entry = 0; entry < 4; entry++) {
    const at = tableAt + entry * entryBytes;
    if (!fatTypes.has(view.getUint8(at + 4))) continue;
    const start = view.getUint32(at + 8, true) * sectorBytes;
    if (start === 0 || start >= size) return { wrong: "Its boot partition lies beyond its end: the file is cut off. Download it again." };
    return start;
  }
  return { wrong: "It has no FAT boot partition. Use an image of Raspberry Pi OS (64-bit)." };
}
