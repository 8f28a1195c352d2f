/** Real servers that backups go to, behind a gate: Swift's S3 and OpenSSH's SFTP, each with what rclone has to know of it. */
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { Ports } from "../../broker/ports.ts";
import { Gate } from "./gate.ts";

export interface FarEnd {
  readonly gate: Gate;
  /** Where backups go, as rclone names it. */
  readonly to: string;
  /** What stands in rclone's configuration below `[away]`. */
  readonly settings: Readonly<Record<string, string>>;
  /** As above, but each with one thing wrong, by what rclone then says. */
  readonly wrong: readonly { readonly settings: Readonly<Record<string, string>>; readonly to: string; readonly said: RegExp }[];
  readonly stop: () => Promise<void>;
}

/** Objects in parts of 5 MiB, as a large backup has them. */
export async function startObjectStore(folder: string): Promise<FarEnd> {
  const script = join(import.meta.dirname, "object-store.py");
  const [key, secret] = ["office:hub", "kept-by-it"];
  // Debian's own Python, because another one does not have Debian's packages.
  const child = spawn("/usr/bin/python3", [script, join(folder, "store"), key, secret], { stdio: ["pipe", "pipe", "pipe"] });
  const port = await told(child, child.stdout, (line) => (JSON.parse(line) as { port: number }).port);
  const gate = await Gate.before(port);
  const settings = {
    ...{ type: "s3", provider: "Other", endpoint: `http://127.0.0.1:${gate.port}`, region: "us-east-1" },
    ...{ access_key_id: key, secret_access_key: secret, upload_cutoff: "5Mi", chunk_size: "5Mi", no_check_bucket: "true" },
  };
  const to = "away:backups";
  const making = join(folder, "making.conf");
  writeFileSync(making, sectionOf({ ...settings, no_check_bucket: "false" }));
  // The gate is in this very process, and must go on.
  await promisify(execFile)("rclone", ["--config", making, "mkdir", to]);
  const wrong = [
    { settings: { ...settings, secret_access_key: "another" }, to, said: /SignatureDoesNotMatch/ },
    { settings: { ...settings, access_key_id: "office:nobody" }, to, said: /AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch/ },
    { settings, to: "away:no-such-bucket", said: /NoSuchBucket/ },
  ];
  return { gate, to, settings, wrong, stop: () => stopped(child, gate) };
}

/** Only the key that it knows may come in, and nothing but files may be asked for. */
export async function startSshServer(folder: string): Promise<FarEnd> {
  const own = join(folder, "ssh");
  mkdirSync(own);
  const at = (name: string) => join(own, name);
  for (const name of ["host", "hub", "stranger", "other-host"])
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at(name)], { stdio: "pipe" });
  writeFileSync(at("allowed"), readFileSync(at("hub.pub")), { mode: 0o600 });
  const port = await new Ports().take();
  const lines = [
    ...[`Port ${port}`, "ListenAddress 127.0.0.1", `HostKey ${at("host")}`, `AuthorizedKeysFile ${at("allowed")}`, "PidFile none"],
    ...["PasswordAuthentication no", "KbdInteractiveAuthentication no", "UsePAM no", "StrictModes no", "PermitRootLogin prohibit-password"],
    ...["Subsystem sftp internal-sftp", "ForceCommand internal-sftp"],
  ];
  writeFileSync(at("sshd.conf"), `${lines.join("\n")}\n`);
  // Debian makes it when the service starts, and without it root's sshd does not.
  if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const child = spawn("/usr/sbin/sshd", ["-D", "-e", "-f", at("sshd.conf")], { stdio: ["ignore", "ignore", "pipe"] });
  await told(child, child.stderr, (line) => line.startsWith("Server listening") || undefined);
  const gate = await Gate.before(port);
  const known = (name: string, key: string) => {
    writeFileSync(at(name), `[127.0.0.1]:${gate.port} ${readFileSync(at(`${key}.pub`), "utf8")}`);
    return at(name);
  };
  const settings = {
    ...{ type: "sftp", host: "127.0.0.1", port: `${gate.port}`, user: userInfo().username, key_file: at("hub") },
    ...{ known_hosts_file: known("known", "host") },
  };
  const place = join(own, "backups");
  writeFileSync(at("a-file"), "no folder");
  const wrong = [
    { settings: { ...settings, key_file: at("stranger") }, to: `away:${place}`, said: /unable to authenticate/ },
    {
      settings: { ...settings, known_hosts_file: known("known-other", "other-host") },
      to: `away:${place}`,
      said: /knownhosts|key mismatch/,
    },
    { settings, to: `away:${at("a-file")}/backups`, said: /./ },
  ];
  return { gate, to: `away:${place}`, settings, wrong, stop: () => stopped(child, gate) };
}

export function sectionOf(settings: Readonly<Record<string, string>>): string {
  return `[away]\n${Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join("")}`;
}

/** The first thing that a line says; throws with its last words when the program ends before. */
async function told<T>(child: ChildProcess, from: NodeJS.ReadableStream, read: (line: string) => T | undefined): Promise<T> {
  let words = "";
  child.stderr?.on("data", (bytes) => {
    words = (words + bytes).slice(-2_000);
  });
  const ended = once(child, "close").then(() => {
    throw new Error(`it did not start: ${words}`);
  });
  const lines = createInterface({ input: from });
  const heard = new Promise<T>((resolve) => {
    lines.on("line", (line) => {
      const said = read(line);
      if (said !== undefined) resolve(said);
    });
  });
  ended.catch(() => {});
  return Promise.race([heard, ended]);
}

async function stopped(child: ChildProcess, gate: Gate): Promise<void> {
  await gate.end();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGTERM");
  await closed;
}
