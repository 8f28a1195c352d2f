/**
 * The same kills against a broker's own queue, used as its documents invite: a publisher that believes PUBACK, a subscriber with a
 * persistent session, QoS 1, Mosquitto's default settings. What is lost and what comes twice stands beside our own figures.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type MqttClient } from "mqtt";
import { freePort } from "../office/scene/scene.ts";
import { wait } from "./people.ts";

const killsTotal = 40;
const lifeMs = 400;

export async function contrast(say: (line: string) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "the-q-contrast-"));
  try {
    for (const persistence of [false, true]) {
      const { acknowledged, lost, doubled } = await run(folder, persistence);
      say(
        `Mosquitto's own queue, persistence ${persistence}: ${killsTotal} kills, ${acknowledged} messages acknowledged to their sender, ${lost} never came, ${doubled} came more than once`,
      );
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(folder: string, persistence: boolean): Promise<{ acknowledged: number; lost: number; doubled: number }> {
  const port = await freePort();
  const file = join(folder, `mosquitto-${persistence}.conf`);
  const place = persistence ? [`persistence_location ${mkdtempSync(join(folder, "kept-"))}/`] : [];
  writeFileSync(
    file,
    [`listener ${port} 127.0.0.1`, "allow_anonymous true", "user root", `persistence ${persistence}`, ...place, ""].join("\n"),
  );
  const came = new Map<string, number>();
  const acknowledged = new Set<string>();
  let broker = start(file);
  await listening(port);
  const hub = client(port, "hub", false);
  hub.on("connect", () => hub.subscribe("rows", { qos: 1 }));
  hub.on("message", (_topic, payload) => came.set(payload.toString(), (came.get(payload.toString()) ?? 0) + 1));
  const kiosk = client(port, "kiosk", true);
  let isOn = true;
  let n = 0;
  const publishing = (async () => {
    while (isOn) {
      const row = `row ${++n}`;
      // The client sends again what was not acknowledged, on its own.
      kiosk.publish("rows", row, { qos: 1 }, (error) => {
        if (!error) acknowledged.add(row);
      });
      await wait(3);
    }
  })();
  for (let kill = 0; kill < killsTotal; kill += 1) {
    await wait(lifeMs * (0.5 + Math.random()));
    const ended = new Promise((resolve) => broker.once("exit", resolve));
    broker.kill("SIGKILL");
    await ended;
    broker = start(file);
    await listening(port);
  }
  isOn = false;
  await publishing;
  // Whatever is still on its way comes within this time: an idle broker on loopback.
  await wait(3_000);
  hub.end(true);
  kiosk.end(true);
  broker.kill("SIGKILL");
  const lost = [...acknowledged].filter((row) => !came.has(row)).length;
  const doubled = [...came.values()].filter((times) => times > 1).length;
  return { acknowledged: acknowledged.size, lost, doubled };
}

function start(file: string) {
  return spawn("mosquitto", ["-c", file], { stdio: "ignore", env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
}

function client(port: number, clientId: string, clean: boolean): MqttClient {
  const made = connect(`mqtt://127.0.0.1:${port}`, { clientId, clean, reconnectPeriod: 50, protocolVersion: 4 });
  made.on("error", () => {});
  return made;
}

async function listening(port: number): Promise<void> {
  const { connect: open } = await import("node:net");
  for (;;) {
    const ok = await new Promise<boolean>((resolve) => {
      const socket = open({ port, host: "127.0.0.1" });
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("close", () => socket.destroy());
    });
    if (ok) return;
    await wait(10);
  }
}
