/** Files that a person named: read, or refused with a sentence. */
import { readFileSync, statSync } from "node:fs";
import { Failure } from "../office/failure.ts";

/** OpenSSH's form, one a line. A private key in their place is refused: it may not leave the computer it was made on. */
export function publicKeys(file: string): string[] {
  const text = textOf(file);
  if (/PRIVATE KEY/.test(text)) throw new Failure(`${file} is a private key. Name the public one: usually the same name with .pub.`);
  const keys = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const wrong = keys.find(
    (key) => !/^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d+|sk-ssh-ed25519@openssh\.com) [A-Za-z0-9+/]+={0,3}( [\x20-\x7e]*)?$/.test(key),
  );
  if (keys.length === 0 || wrong !== undefined) throw new Failure(`${file} holds no public key in OpenSSH's form (ssh-ed25519 AAAA...).`);
  return keys;
}

export function textOf(file: string): string {
  return readFileSync(existing(file), "utf8");
}

export function existing(file: string): string {
  try {
    if (statSync(file).isFile()) return file;
  } catch {}
  throw new Failure(`${file}: there is no such file.`);
}
