import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

const place = { data: "/var/lib/the-q/hub", office: "victoria", archive: "/mnt/archive" };
const read = (...args: string[]) => readArguments(args, () => place);

test.each([
  [["--backup", "b.age", "--key", "k"], "--office NAME is missing"],
  [["--office", "victoria"], "--data FOLDER is missing"],
  [["--from-pc"], "argument missing"],
  [["--bakup", "b.age", "--office", "victoria"], "Unknown option"],
  [["--data", "d", "--office", "o", "--key", "k"], "--key belongs to --backup"],
  [["--data", "d", "--office", "o", "--as", "f"], "--as belongs to --adopt"],
])("%j is refused with what is missing or wrong", (args, sentence) => {
  expect(read(...args)).toEqual({ kind: "wrong", what: expect.stringContaining(sentence) });
});

test("a hub's file stands for its folder, its office and its archive, and for the office of a backup", () => {
  expect(read("--config", "hub.json")).toEqual({ kind: "examine", releases: null, ...place });
  expect(read("--config", "hub.json", "--data", "copy", "--quarantined")).toEqual({ kind: "list", ...place, data: "copy" });
  expect(read("--config", "hub.json", "--backup", "b", "--key", "k")).toEqual({ kind: "backup", file: "b", key: "k", office: "victoria" });
  expect(read("--config", "hub.json", "--adopt", "7")).toMatchObject({ kind: "adopt", offset: 7, as: null });
  expect(read("--from-pc", "https://q:8444")).toEqual({ kind: "from-pc", address: "https://q:8444" });
});
