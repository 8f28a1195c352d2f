/** Who a printer says it is, and which profile that means: its answers to `GS I`, or its IEEE 1284 id where the kernel has read it. */
import type { PrinterProfileName } from "#shared/wire/process.ts";
import { type PrinterProfile, printerProfiles } from "./profiles.ts";

/** As the printer writes them; empty where it says nothing. */
export interface PrinterIdentity {
  readonly maker: string;
  readonly model: string;
}

export const nobody: PrinterIdentity = { maker: "", model: "" };

/** What is used for a printer that nobody knows. */
export const unknownProfile: PrinterProfileName = "generic-80mm";

/**
 * `GS I 66`, maker, and `GS I 67`, model (Epson ESC/POS reference, GS I): each is answered in its turn with `5F`, text, `00`.
 * A printer that does not know the command may set a letter; the `ESC @` of the next job drops it.
 */
export const identityRequest = Uint8Array.from([0x1d, 0x49, 66, 0x1d, 0x49, 67]);

/** An IEEE 1284 device id, `MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;`, with keys short or long (IEEE 1284-1994, 6.6). */
export function identityOf1284(id: string): PrinterIdentity {
  const facts = new Map(
    id.split(";").flatMap((part) => {
      const [key, ...value] = part.split(":");
      return value.length > 0 ? [[(key ?? "").trim().toUpperCase(), value.join(":").trim()] as const] : [];
    }),
  );
  return { maker: facts.get("MFG") ?? facts.get("MANUFACTURER") ?? "", model: facts.get("MDL") ?? facts.get("MODEL") ?? "" };
}

/** The profile whose maker and model this is; undefined when none is. */
export function recognise({ maker, model }: PrinterIdentity): PrinterProfileName | undefined {
  const [byMaker, byModel] = [plain(maker), plain(model)];
  const entries = Object.entries(printerProfiles) as [PrinterProfileName, PrinterProfile][];
  return entries.find(([, profile]) =>
    profile.saysIt.some((each) => byMaker.startsWith(each.maker) && each.models.some((start) => byModel.startsWith(start))),
  )?.[0];
}

/** As a person would say it; empty when the printer said nothing. */
export function identityText({ maker, model }: PrinterIdentity): string {
  const text = plain(model).startsWith(plain(maker)) ? model : `${maker} ${model}`;
  return text
    .replace(/[^\x20-\x7e]/g, "?")
    .trim()
    .slice(0, 60);
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
