/** How the commands of office IT read their options, and which hub those ask that ask one. */
import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; strict: true; allowPositionals: false }>
>["values"];

const hubUsual = "http://127.0.0.1:8080";
/** Which hub is asked without `--hub`, for the commands' help. */
export const hubUsually = `default ${hubUsual}: through a tunnel, ssh -L 8080:127.0.0.1:8080 q-care@HUB`;

/** The options as they were given, or a sentence on one that there is not. */
export function readOptions<O extends Options>(args: readonly string[], options: O): Values<O> | { readonly wrong: string } {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

/** Of `--hub` and `--by`: the hub that is asked, and who asks (null: whoever is signed in to this machine); or what is wrong with them. */
export function hubAsked({
  hub = hubUsual,
  by,
}: {
  readonly hub?: string | undefined;
  readonly by?: string | undefined;
}): { readonly hub: string; readonly by: string | null } | { readonly wrong: string } {
  if (!isHubAddress(hub)) return { wrong: "--hub must be an address such as http://127.0.0.1:8080." };
  if (by !== undefined && (by === "" || by.length > 80)) return { wrong: "--by must be 1 to 80 letters." };
  return { hub, by: by ?? null };
}

function isHubAddress(text: string): boolean {
  return /^https?:\/\/[^/?#\s]+$/.test(text) && URL.canParse(text);
}
