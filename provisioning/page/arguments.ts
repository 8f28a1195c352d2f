/** What a person may write after `npm run provision -- page`, read strictly. */
import { hubAsked, hubUsually, readOptions } from "../options.ts";

export const pageUsage = `A page on this computer that writes devices' cards, for whoever does not like to type commands.

  npm run provision -- page

It lists the office's devices as their hub knows them, finds the card that is plugged in, has the hub make the token, writes the card and
shows the label. Only this computer reaches the page; Ctrl+C ends it.

  --hub URL        the hub's pages (${hubUsually})
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

const options = {
  hub: { type: "string" },
  port: { type: "string" },
  by: { type: "string" },
  "ssh-key": { type: "string" },
  help: { type: "boolean" },
} as const;

export function readPageArguments(args: readonly string[]): PageAsked | { readonly wrong: string } {
  const values = readOptions(args, options);
  if ("wrong" in values) return values;
  if (values.help) return { kind: "help" };
  const { port = "8090" } = values;
  const asked = hubAsked(values);
  if ("wrong" in asked) return asked;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return { wrong: "--port must be a number from 0 to 65535." };
  return { kind: "page", ...asked, port: Number(port), sshKey: values["ssh-key"] ?? null };
}
