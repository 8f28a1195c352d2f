import { describe, expect, it } from "vitest";
import { diceOf } from "./random.ts";
import { sectorBytes, VolatileDisk } from "./volatile-disk.ts";

const sectors = 64;
const blank = () => new Uint8Array(sectors * sectorBytes);
const filled = (value: number, count = 1) => new Uint8Array(count * sectorBytes).fill(value);
/** The first byte of each sector, as far as asked. */
const sectorsOf = (image: Uint8Array, count: number) => Array.from({ length: count }, (_, sector) => image[sector * sectorBytes]);

describe("a disk with a write cache", () => {
  it("reads back what was written, flushed or not", () => {
    const disk = new VolatileDisk(blank());
    disk.write(sectorBytes, filled(7));
    expect(disk.read(0, 2 * sectorBytes)).toEqual(Uint8Array.from([...filled(0), ...filled(7)]));
    expect(disk.medium()).toEqual(blank());
  });

  it("loses unflushed writes and keeps flushed ones", () => {
    const disk = new VolatileDisk(blank());
    disk.write(0, filled(1));
    disk.flush();
    disk.write(sectorBytes, filled(2));
    disk.write(0, filled(3));
    expect(disk.cut(diceOf("any"), "none")).toEqual({ unflushed: 2, kept: 0, torn: 0, dropped: 2 });
    expect(sectorsOf(disk.medium(), 2)).toEqual([1, 0]);
    expect(disk.read(0, sectorBytes)).toEqual(filled(1));
  });

  it("may keep the newest write and lose those before it, as a disk that reorders does", () => {
    const disk = new VolatileDisk(blank());
    for (const sector of [0, 1, 2]) disk.write(sector * sectorBytes, filled(sector + 1));
    expect(disk.cut(diceOf("any"), "newest")).toEqual({ unflushed: 3, kept: 1, torn: 0, dropped: 2 });
    expect(sectorsOf(disk.medium(), 3)).toEqual([0, 0, 3]);
  });

  it("keeps, tears and drops by its dice, and tears only between sectors", () => {
    const fates = new Set<string>();
    for (let seed = 0; seed < 200; seed += 1) {
      const disk = new VolatileDisk(new Uint8Array(8 * sectorBytes).fill(1));
      disk.write(0, filled(2, 8));
      const outcome = disk.cut(diceOf(`torn ${seed}`), "mixed");
      const left = disk.medium();
      for (let sector = 0; sector < 8; sector += 1) {
        const bytes = new Set(left.subarray(sector * sectorBytes, (sector + 1) * sectorBytes));
        expect(bytes.size).toBe(1);
      }
      const fresh = sectorsOf(left, 8).filter((value) => value === 2).length;
      if (outcome.kept === 1) expect(fresh).toBe(8);
      if (outcome.dropped === 1) expect(fresh).toBe(0);
      if (outcome.torn === 1) expect([1, 2, 3, 4, 5, 6, 7]).toContain(fresh);
      fates.add(outcome.kept ? "kept" : outcome.torn ? (left[0] === 2 ? "head" : "tail") : "dropped");
    }
    expect([...fates].sort()).toEqual(["dropped", "head", "kept", "tail"]);
  });

  it("never tears a write of one sector", () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const disk = new VolatileDisk(blank());
      disk.write(0, filled(9));
      expect(disk.cut(diceOf(`one ${seed}`), "mixed").torn).toBe(0);
    }
  });

  it("throws the same dice for the same seed", () => {
    const cutOf = (seed: string) => {
      const disk = new VolatileDisk(blank());
      for (let sector = 0; sector < 60; sector += 2) disk.write(sector * sectorBytes, filled(sector + 1, 2));
      disk.cut(diceOf(seed), "mixed");
      return Buffer.from(disk.medium()).toString("base64");
    };
    expect(cutOf("a")).toBe(cutOf("a"));
    expect(cutOf("a")).not.toBe(cutOf("b"));
  });

  it("puts a forced write on the medium without the others, over older writes to the same place", () => {
    const disk = new VolatileDisk(blank());
    disk.write(0, filled(1, 2));
    disk.write(4 * sectorBytes, filled(2));
    disk.write(sectorBytes, filled(3), true);
    expect(disk.unflushed).toBe(1);
    disk.cut(diceOf("any"), "none");
    expect(sectorsOf(disk.medium(), 5)).toEqual([1, 3, 0, 0, 0]);
  });

  it("refuses what lies outside it or is no whole sector", () => {
    const disk = new VolatileDisk(blank());
    expect(() => disk.write(sectors * sectorBytes, filled(1))).toThrow(RangeError);
    expect(() => disk.read(100, sectorBytes)).toThrow(RangeError);
  });
});

describe("a disk that ignores flush", () => {
  it("loses what was flushed", () => {
    const disk = new VolatileDisk(blank(), { ignoresFlush: true });
    disk.write(0, filled(1));
    disk.flush();
    disk.write(sectorBytes, filled(2), true);
    expect(disk.cut(diceOf("any"), "none").dropped).toBe(2);
    expect(disk.medium()).toEqual(blank());
  });

  it("writes the oldest out only when its cache is full", () => {
    const disk = new VolatileDisk(blank(), { ignoresFlush: true, cachedWritesMax: 2 });
    for (const sector of [0, 1, 2, 3]) {
      disk.write(sector * sectorBytes, filled(sector + 1));
      disk.flush();
    }
    expect(disk.cut(diceOf("any"), "none").dropped).toBe(2);
    expect(sectorsOf(disk.medium(), 4)).toEqual([1, 2, 0, 0]);
  });
});
