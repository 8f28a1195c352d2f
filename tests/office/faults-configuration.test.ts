/** What an administrator gets wrong: each program refuses with all problems at once, in words, and with exit code 1. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { faultText } from "#shared/faults/text.ts";
import { it } from "./scene/it.ts";
import { refusalOf } from "./scene/scene.ts";

describe.concurrent("what the office does not have", { timeout: 60_000 }, () => {
  it("an unknown service at the kiosk and an unknown command at the hub are refused by name, and the next ticket works", async ({
    scene,
  }) => {
    await scene.start("printer", "hub", "kiosk-1");
    await scene.untilTogether(scene.kioskPage());
    const service = await scene.tap(scene.key("tap"), "passports");
    expect(service).toMatchObject({ status: 404, body: { fault: "unknown-service", facts: { service: "passports" } } });
    const command = await scene.ask("hub", "/api/v1/commands/sing-in", {});
    expect(command).toMatchObject({ status: 404, body: { fault: "unknown-command", facts: { command: "sing-in" } } });
    expect(faultText({ fault: "unknown-command", facts: { command: "sing-in" } }, "en").advice).toContain("openapi.json");
    const { number } = await scene.ticket();
    expect(await scene.untilPapers(1)).toEqual([number]);
  });
});

describe.concurrent("what belongs to another", { timeout: 60_000 }, () => {
  it("a hub refuses another office's configuration, and another office's data", async ({ scene }) => {
    const config = scene.fileOf("hub", { office: "kelowna" });
    const said = await refusalOf("hub/main.ts", "--config", config);
    expect(said).toMatch(/ended with 1: .*office\.id \("example"\): this hub is the one of "kelowna"\. Write "kelowna", or give the hub/);

    await scene.start("hub");
    await scene.stop("hub");
    const seed = join(scene.folder, "kelowna.json");
    writeFileSync(seed, JSON.stringify({ ...scene.configuration, office: { ...scene.configuration.office, id: "kelowna" } }));
    const otherData = await refusalOf("hub/main.ts", "--config", scene.fileOf("hub", { office: "kelowna", seed }));
    expect(otherData).toMatch(/ended with 1: .*office.*this data folder belongs to "example"/);
  });

  it("a second hub and a second device on the same data are refused, and the first ones go on", async ({ scene }) => {
    await scene.start("hub", "kiosk-1");
    const page = scene.kioskPage();
    const secondHub = await refusalOf(
      "hub/main.ts",
      "--config",
      scene.fileOf("hub", { httpPort: 0, broker: { kind: "embedded", port: 0 } }),
    );
    expect(secondHub).toContain("ended with 1: Another hub already uses this data folder");
    expect(secondHub).toContain("Stop the other hub, or give this one its own data folder.");
    const device = { role: { kind: "kiosk", zone: "main", httpPort: 0, printer: null } };
    const secondKiosk = await refusalOf("device/main.ts", "--config", scene.fileOf("kiosk-1", device));
    expect(secondKiosk).toMatch(/ended with 1: storage-in-use: another process uses the data of this device.*Stop it first/);
    await page.until("the kiosk to be beside the hub", "kiosk", (live) => (live as { hub: string }).hub === "present");
    expect((await scene.tap()).status).toBe(200);
  });

  it("a device refuses another device's data", async ({ scene }) => {
    await scene.start("kiosk-1");
    await scene.stop("kiosk-1");
    const said = await refusalOf("device/main.ts", "--config", scene.fileOf("kiosk-1", { id: "kiosk-2" }));
    expect(said).toMatch(/ended with 1: bad-configuration: this data belongs to the device "kiosk-1"\. Correct the id/);
  });
});

describe.concurrent("Q-FAULT-1", { timeout: 60_000 }, () => {
  it("Q-FAULT-1: a wrong file of hub or device is refused with every problem at once: where, what stands there, what to do", async ({
    scene,
  }) => {
    const wrong = { office: "Big Office", httpPort: 70_000, colour: "blue" };
    const hub = await refusalOf("hub/main.ts", "--config", scene.fileOf("hub", { ...wrong, broker: { kind: "embedded" } }));
    expect(hub).toMatch(/^hub\/main\.ts ended with 1: /);
    for (const [path, seen] of [
      ["office", "Big Office"],
      ["httpPort", "70000"],
      ["colour", "blue"],
      ["broker.port", ""],
    ])
      expect(hub).toMatch(new RegExp(`: ${path} \\(.*${seen}.*\\): .+\\. (?:Write|Take)`));
    expect(hub).toMatch(/4 problems.*Correct the file/);

    const role = { kind: "kiosk", httpPort: "eighty", printer: { kind: "parallel" } };
    const device = await refusalOf("device/main.ts", "--config", scene.fileOf("kiosk-1", { ...wrong, role }));
    expect(device).toMatch(/^device\/main\.ts ended with 1: The device cannot start:/);
    for (const [path, seen] of [
      ["office", '"Big Office"'],
      ["colour", '"blue"'],
      ["role.zone", "nothing"],
      ["role.httpPort", '"eighty"'],
      ["role.printer", "parallel"],
    ])
      expect(device).toMatch(new RegExp(`^ *${path}[^:]*: .{8,}\\(seen: .*${seen}.*\\)$`, "m"));
  });

  it("Q-FAULT-1: a file that is missing or no JSON, and a wrong office configuration, are named with what to do", async ({ scene }) => {
    const missing = join(scene.folder, "nowhere.json");
    const torn = join(scene.folder, "torn.json");
    writeFileSync(torn, '{"office": "example",');
    for (const script of ["hub/main.ts", "device/main.ts"]) {
      expect(await refusalOf(script, "--config", missing)).toMatch(
        /ended with 1: [\s\S]*cannot be read[\s\S]*nowhere\.json|nowhere\.json[\s\S]*cannot be read/,
      );
      expect(await refusalOf(script, "--config", torn)).toMatch(/ended with 1: [\s\S]*not JSON/);
      expect(await refusalOf(script)).toMatch(/ended with 1: [\s\S]*--config FILE/);
      expect(await refusalOf(script, "--speed", "9")).toMatch(/ended with 1: [\s\S]*'--speed'/);
    }
    const seed = join(scene.folder, "wrong-office.json");
    const { office, counters } = scene.configuration;
    const [first, ...rest] = counters;
    writeFileSync(
      seed,
      JSON.stringify({
        ...scene.configuration,
        office: { ...office, timeZone: "America/Nowhere" },
        counters: [{ ...first, takes: ["passports"] }, ...rest],
      }),
    );
    const said = await refusalOf("hub/main.ts", "--config", scene.fileOf("hub", { seed }));
    expect(said).toMatch(/office\.timeZone \("America\/Nowhere"\): .+\. [A-Z]/);
    expect(said).toMatch(/counters.*passports.*: .+\. [A-Z]/);
  });

  it.for([
    ["device/virtual/printer/main.ts", ["--control-port", "0"]],
    ["hub/central/main.ts", []],
    ["hub/central/collector/main.ts", []],
  ] as const)(
    "Q-FAULT-1: %s refuses a wrong port, missing data and what it does not know, with its usage",
    async ([script, more], { scene }) => {
      for (const [given, said] of [
        [["--port", "70000", "--data", scene.folder], /--port must be 0 to 65535/],
        [["--port", "0"], /--data DIR is missing/],
        [["--port", "0", "--data", scene.folder, "--colour", "blue"], /'--colour'/],
      ] as const) {
        const text = await refusalOf(script, ...given, ...more);
        expect(text).toMatch(said);
        expect(text).toMatch(/ended with 1: [\s\S]*--data DIR/);
      }
    },
  );
});
