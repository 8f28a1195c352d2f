import { expect, it } from "vitest";
import { cpioArchive, folderMode, programMode } from "./cpio.ts";

it("an archive has a header of 110 characters a member, padded to four bytes, and ends with its trailer", () => {
  const archive = cpioArchive([
    { path: "bin", mode: folderMode },
    { path: "init", mode: programMode, data: Buffer.from("hello") },
  ]);
  const member = (inode: string, mode: string, size: string, nameSize: string) =>
    `070701${inode}${mode}${"0".repeat(16)}00000001${"0".repeat(8)}${size}${"0".repeat(32)}${nameSize}00000000`;
  const expected =
    `${member("00000001", "000041ED", "00000000", "00000004")}bin\0\0\0` +
    `${member("00000002", "000081ED", "00000005", "00000005")}init\0\0hello\0\0\0` +
    `${member("00000003", "00000000", "00000000", "0000000B")}TRAILER!!!\0\0\0\0`;
  expect(archive.toString("latin1")).toBe(expected);
});
