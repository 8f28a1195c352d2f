/** Reads a device's configuration file: a checked value, or every problem at once with what was seen and what to do. */
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { inWords, pathText, shorten } from "#shared/office/problem.ts";
import { shapeFindings } from "#shared/office/shape-problems.ts";
import { type DeviceFile, deviceFile } from "#shared/wire/process.ts";
import { isLoopback } from "./http/guard.ts";

export interface Problem {
  /** Where in the file; empty for the file as a whole. */
  readonly path: string;
  readonly seen: string;
  readonly advice: string;
}

export function readConfig(file: string): { readonly config: DeviceFile } | { readonly problems: readonly Problem[] } {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { problems: [{ path: "", seen: file, advice: "The file cannot be read. Name one with --config FILE." }] };
  }
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch (error) {
    return { problems: [{ path: "", seen: file, advice: `The file is not JSON: ${(error as Error).message}` }] };
  }
  return checkConfig(plain);
}

export function checkConfig(plain: unknown): { readonly config: DeviceFile } | { readonly problems: readonly Problem[] } {
  const parsed = v.safeParse(deviceFile, plain);
  if (!parsed.success) {
    return {
      problems: shapeFindings(plain, deviceFile).map(({ path, seen, what, advice }) => ({
        path: pathText(path),
        seen: shorten(seen),
        advice: `${inWords(what, "en")}. ${inWords(advice, "en")}`,
      })),
    };
  }
  const config = parsed.output;
  if (isLoopback(config.host)) return { config };
  const advice = "Until certificates are configured a device listens on this machine only. Use 127.0.0.1.";
  return { problems: [{ path: "host", seen: config.host, advice }] };
}

export function problemText({ path, seen, advice }: Problem): string {
  return `${path || "the file"}: ${advice} (seen: ${seen})`;
}
