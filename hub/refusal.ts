/** A start that cannot go on: an operating fault, thrown to whoever started the hub, which tells a person and exits. */
import type { Fault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";

export class Refusal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, cause?: unknown) {
    super(faultText(fault, "en").what, { cause });
    this.fault = fault;
  }
}

/** The code of a system error, such as EADDRINUSE. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
