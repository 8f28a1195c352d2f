import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { PageServer } from "./server.ts";

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function served(page: "kiosk" | "board"): Promise<(where: string) => Promise<{ status: number; text: string }>> {
  const displayFolder = mkdtempSync(path.join(tmpdir(), "the-q-pages-"));
  for (const folder of ["kiosk", "kiosk-staff", "board"]) {
    mkdirSync(path.join(displayFolder, folder));
    writeFileSync(path.join(displayFolder, folder, "index.html"), `the page ${folder}`);
  }
  const server = new PageServer({ page, host: "127.0.0.1", port: 0, framedBy: [], displayFolder, health: () => ({}), pages: () => {} });
  const port = await server.listen();
  endings.push(
    () => server.close(),
    () => rmSync(displayFolder, { recursive: true }),
  );
  return async (where) => {
    const answer = await fetch(`http://127.0.0.1:${port}${where}`);
    return { status: answer.status, text: await answer.text() };
  };
}

test("a kiosk serves its own page and the staff's, and no other", async () => {
  const get = await served("kiosk");
  expect(await get("/kiosk/")).toEqual({ status: 200, text: "the page kiosk" });
  expect(await get("/staff/")).toEqual({ status: 200, text: "the page kiosk-staff" });
  expect((await get("/board/")).status).toBe(404);
});

test("a board has no staff page", async () => {
  const get = await served("board");
  expect((await get("/board/")).status).toBe(200);
  expect((await get("/staff/")).status).toBe(404);
});
