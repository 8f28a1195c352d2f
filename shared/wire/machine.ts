/**
 * What IT reads of the machines of an office: each device says its figures with its state, the hub answers `GET /api/v1/equipment` with all of them.
 * Null: the machine does not say. Figures are rounded, so that what hovers is not told again and again.
 */
import * as v from "valibot";
import type { Readings } from "../machine/readings.ts";

const figure = v.nullable(v.pipe(v.number(), v.finite()));

export const machineFigures = v.object({
  celsius: figure,
  freeBytes: figure,
  totalBytes: figure,
  /** Of its storage's life, in per cent. */
  usedPercent: figure,
  /** To the disk that has taken the most for its size, since the machine was started. */
  writtenBytes: figure,
  memoryBytes: figure,
  /** By a time server, since the machine was started. */
  clockIsSet: v.nullable(v.boolean()),
});
export type MachineFigures = v.InferOutput<typeof machineFigures>;

const piece = v.object({ id: v.string(), software: v.string(), machine: v.nullable(machineFigures) });

/** `devices`: those that were heard since the hub was started. */
export const equipment = v.object({ hub: piece, devices: v.array(piece) });
export type Equipment = v.InferOutput<typeof equipment>;

const tenMegabytes = 10_000_000;
const gigabyte = 1_000_000_000;

/** Null where the machine says nothing at all. */
export function figuresOf({ celsius, storage, wear, written, memoryAvailableBytes, clockIsSet }: Readings): MachineFigures | null {
  const figures: MachineFigures = {
    celsius: celsius === null ? null : Math.round(celsius),
    freeBytes: storage && rounded(storage.freeBytes, 10 * tenMegabytes),
    totalBytes: storage && rounded(storage.totalBytes, 10 * tenMegabytes),
    usedPercent: wear?.usedPercent ?? null,
    writtenBytes: written && rounded(written.bytes, gigabyte),
    memoryBytes: memoryAvailableBytes === null ? null : rounded(memoryAvailableBytes, tenMegabytes),
    clockIsSet,
  };
  return Object.values(figures).some((each) => each !== null) ? figures : null;
}

function rounded(bytes: number, to: number): number {
  return Math.floor(bytes / to) * to;
}
