/** The file of tokens that the hub gave, one `name token` a line. */
import { readToken } from "#shared/identity/token.ts";

/** By name; or what is wrong, with the line's number and never the token. */
export function readTokens(text: string, names: readonly string[]): ReadonlyMap<string, string> | { readonly wrong: readonly string[] } {
  const tokens = new Map<string, string>();
  const wrong: string[] = [];
  text.split("\n").forEach((line, index) => {
    const [name, ...rest] = line.trim().split(/[\s,;]+/);
    if (!name || name.startsWith("#")) return;
    const at = `line ${index + 1}`;
    const read = readToken(rest.join(""));
    if (!names.includes(name)) wrong.push(`${at}: the plan has no device of this name`);
    else if (tokens.has(name)) wrong.push(`${at}: ${name} has a token already`);
    else if ("wrong" in read) wrong.push(`${at}: the token of ${name} is not as the hub gave it (${read.wrong})`);
    else if ([...tokens.values()].includes(read.token)) wrong.push(`${at}: this token is another device's; each is for one`);
    else tokens.set(name, read.token);
  });
  for (const name of names) if (!tokens.has(name)) wrong.push(`${name} has no token`);
  return wrong.length > 0 ? { wrong: wrong.slice(0, wrongMax) } : tokens;
}

const wrongMax = 100;
