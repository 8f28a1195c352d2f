import { expect, test } from "vitest";
import type { Fault } from "#shared/faults/fault.ts";
import type { StaffList } from "#shared/wire/kiosk-page.ts";
import { passMs, pauseMs, StaffDesk, wrongMax } from "./staff-desk.ts";

class Scene {
  nowMs = 0;
  pin: string | null = "1234";
  readonly done: string[] = [];
  #passes = 0;
  readonly desk = new StaffDesk(
    {
      pin: () => this.pin,
      opened: async () => this.done.push("opened"),
      callByVoice: async (visit) => {
        this.done.push(`voice ${visit}`);
        return null;
      },
      list: () => ({ tickets: [], lineAt: null, hub: "away", now: this.nowMs }),
      print: async () => ({ printed: true }),
      newRoll: () => this.done.push("new roll"),
    },
    {
      pinIsRight: async (pin, kept) => pin === kept,
      newPass: () => {
        this.#passes += 1;
        return `pass-${this.#passes}`;
      },
      realMs: () => this.nowMs,
    },
  );

  async enter(pin = "1234"): Promise<string> {
    const answer = await this.desk.enter(pin);
    return "fault" in answer ? answer.fault : answer.pass;
  }

  list(pass: string): string {
    const answer: StaffList | Fault = this.desk.list(pass);
    return "fault" in answer ? answer.fault : "listed";
  }
}

test("the right PIN gives a pass and is on record; nothing opens without a PIN in the configuration", async () => {
  const scene = new Scene();
  expect(await scene.enter()).toBe("pass-1");
  expect(scene.done).toEqual(["opened"]);
  expect(await scene.desk.voice("pass-1", "kiosk-1.e1.3")).toMatchObject({ pass: "pass-1" });
  expect(scene.done).toEqual(["opened", "voice kiosk-1.e1.3"]);
  expect(scene.desk.newRoll("pass-1")).toMatchObject({ pass: "pass-1" });
  expect(scene.desk.newRoll("pass-9")).toMatchObject({ fault: "wrong-pin" });
  expect(scene.done).toEqual(["opened", "voice kiosk-1.e1.3", "new roll"]);
  scene.pin = null;
  expect(await scene.enter()).toBe("staff-page-off");
  expect(scene.list("pass-1")).toBe("staff-page-off");
});

test("after five wrong attempts even the right PIN waits for a minute; a right one before that forgives the wrong ones", async () => {
  const scene = new Scene();
  for (let n = 1; n < wrongMax; n += 1) expect(await scene.enter("0000")).toBe("wrong-pin");
  expect(await scene.enter()).toBe("pass-1");
  for (let n = 1; n < wrongMax; n += 1) expect(await scene.enter("0000")).toBe("wrong-pin");
  expect(await scene.enter("0000")).toBe("pin-paused");
  expect(await scene.enter()).toBe("pin-paused");
  expect(scene.list("pass-1")).toBe("listed");
  scene.nowMs += pauseMs;
  expect(await scene.enter()).toBe("pass-2");
});

test("many attempts at once are not many guesses", async () => {
  const scene = new Scene();
  const said = await Promise.all(Array.from({ length: 20 }, () => scene.enter("0000")));
  expect(said.filter((each) => each === "wrong-pin")).toHaveLength(1);
  expect(new Set(said)).toEqual(new Set(["wrong-pin", "overloaded"]));
});

test("a pass lasts while it is used, ends ten minutes after, with another PIN, or when eight newer ones were given", async () => {
  const scene = new Scene();
  const pass = await scene.enter();
  for (let n = 0; n < 3; n += 1) {
    scene.nowMs += passMs;
    expect(scene.list(pass)).toBe("listed");
  }
  scene.nowMs += passMs + 1;
  expect(scene.list(pass)).toBe("wrong-pin");
  expect(scene.list("pass-9")).toBe("wrong-pin");
  const second = await scene.enter();
  scene.pin = "5678";
  expect(scene.list(second)).toBe("wrong-pin");
  const third = await scene.enter("5678");
  for (let n = 0; n < 8; n += 1) await scene.enter("5678");
  expect(scene.list(third)).toBe("wrong-pin");
  expect(await scene.desk.print(third)).toMatchObject({ fault: "wrong-pin" });
});
