/** The command of office IT against a real hub. */
import { expect, it } from "vitest";
import { readToken } from "#shared/identity/token.ts";
import { HubBench } from "../../hub/hub-harness.ts";
import { newKey, post } from "../../hub/identity/test-device.ts";
import { readDevicesArguments, runDevices } from "../../provisioning/devices/command.ts";

it("leads one device from its token to its revocation, and tells who did what", async () => {
  const bench = new HubBench();
  try {
    const hub = await bench.start({ devices: { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0, approve: true, certificateDays: 30 } });
    const run = async (...args: string[]): Promise<string[]> => {
      const asked = readDevicesArguments([...args, "--hub", `http://127.0.0.1:${hub.ready.httpPort}`]);
      if ("wrong" in asked || asked.kind === "help") throw new Error("wrong" in asked ? asked.wrong : "help");
      const said: string[] = [];
      await runDevices(asked, "pat", (line) => said.push(line));
      return said;
    };
    const token = (await run("--token", "kiosk-1", "--role", "kiosk"))[0]?.split(" ")[1] as string;
    expect(readToken(token)).toEqual({ token });
    const { request } = await newKey();
    const ask = () => post(hub.ready.enrolPort as number, "/enrol", { office: "example", role: "kiosk", token, request });
    const { code } = (await ask()).body;
    expect((await run())[1]).toMatch(/^ {2}kiosk-1 +kiosk +waiting/);
    const wrong = String((Number(code) + 1) % 10_000).padStart(4, "0");
    await expect(run("--approve", "kiosk-1", "--code", wrong)).rejects.toThrow(/not the one on the device's screen/);
    await run("--approve", "kiosk-1", "--code", String(code));
    expect((await ask()).status).toBe(200);
    await run("--revoke", "kiosk-1", "--why", "stolen");
    await expect(run("--revoke", "nobody")).rejects.toThrow(/no certificate of this device/);
    expect((await run("--audit")).map((line) => line.replace(/^.*?Z {2}/, ""))).toEqual([
      expect.stringMatching(/^pat: token-made kiosk-1 \(role kiosk, expiresAt \d{4}-\d\d-\d\d\)$/),
      "device kiosk-1: device-waiting kiosk-1 (role kiosk)",
      "pat: device-approved kiosk-1",
      expect.stringMatching(/^device kiosk-1: device-enrolled kiosk-1 \(role kiosk, serial [0-9a-f]{32}\)$/),
      "pat: device-revoked kiosk-1 (count 1, why stolen)",
    ]);
  } finally {
    await bench.end();
  }
});
