/** What the secrets of tickets' pages are made with: drawn when an office names a page for the first time, and kept from then on. */
import { randomBytes } from "node:crypto";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";

/** 32 bytes in base64url. */
export function drawCitizenKey(): string {
  return randomBytes(32).toString("base64url");
}

/** `before`: the office's configuration until now. A page that moves, or is taken away for a while, opens tickets that lie in hands already. */
export function withCitizenKey(
  configuration: OfficeConfiguration,
  before: OfficeConfiguration | null | undefined,
  draw: () => string,
): OfficeConfiguration {
  const { citizenKey = before?.citizenKey, ...plain } = configuration;
  const key = citizenKey ?? (configuration.citizenPage ? draw() : undefined);
  return key === undefined ? plain : { ...plain, citizenKey: key };
}
