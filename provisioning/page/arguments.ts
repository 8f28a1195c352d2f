/** What a person may write after `npm run provision -- page`, read strictly. */
import { parseArgs } from "node:util";
import { hubUsual, isHubAddress } from "../devices/command.ts";

export const pageUsage = `A page on this computer that writes devices' cards, for whoever does not like to type commands.

  npm run provision -- page

It lists the office's devices as their hub knows them, finds the card that is plugged in, has the hub make the token, writes the card and
shows the label. Only this computer reaches the page; Ctrl+C ends it.

  --hub URL        the hub's pages (default ${hubUsual}: on the hub itself, or through ssh -L 8080:127.0.0.1:8080 q-care@HUB)
  --port N         where the page is (default 8090; 0: any free port)
  --by NAME        who asks, for the audit (default: who is signed in to this computer)
  --ssh-key FILE   a public key that may sign in to the devices as q-care; without it SSH stays off`;

export type PageAsked = { readonly kind: "help" } | PageSettings;
export interface PageSettings {
  readonly kind: "page";
  readonly hub: string;
  readonly port: number;
  readonly by: string | null;
  readonly sshKey: string | null;
}

export function readPageArguments(args: readonly string[]): PageAsked | { readonly wrong: string } {
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (values.help) return { kind: "help" };
  const { hub = hubUsual, port = "8090", by = null } = values;
  if (!isHubAddress(hub)) return { wrong: "--hub must be an address such as http://127.0.0.1:8080." };
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return { wrong: "--port must be a number from 0 to 65535." };
  if (by !== null && (by === "" || by.length > 80)) return { wrong: "--by must be 1 to 80 letters." };
  return { kind: "page", hub, port: Number(port), by, sshKey: values["ssh-key"] ?? null };
}

function parsed(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      hub: { type: "string" },
      port: { type: "string" },
      by: { type: "string" },
      "ssh-key": { type: "string" },
      help: { type: "boolean" },
    },
    strict: true,
    allowPositionals: false,
  }).values;
}
