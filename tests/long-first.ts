/**
 * The order of the files of a run: what takes long comes first, so that no worker waits at the end for one that the other began late, and
 * browsers and offices of real programs take turns, so that two of a kind seldom want the same thing at once. It is the same in every run.
 */
import { statSync } from "node:fs";
import { join, relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const top = join(import.meta.dirname, "..");

/** Half a minute or more each, on two cores; the others follow by size. One that is gone ends the run, so that the list stays true. */
const long: readonly string[] = [
  "tests/office/start.test.ts",
  "tests/pages/kiosk.test.ts",
  "tests/office/self-check.test.ts",
  "tests/pages/admin.test.ts",
  "device/screen/screen.test.ts",
  "tests/pages/reception.test.ts",
  "device/printer/faults.test.ts",
  "tests/pages/kiosk-check-in.test.ts",
  "tests/faults/faults.test.ts",
  "tests/pages/kiosk-errands.test.ts",
  "tests/update/office.test.ts",
  "tests/pages/front.test.ts",
  "tests/identity/whole-path.test.ts",
  "tests/pages/counter.test.ts",
  "device/sign/signs.test.ts",
  "tests/pages/board.test.ts",
  "hub/backup/off-site-servers.test.ts",
  "tests/pages/kiosk-staff.test.ts",
  "device/device.test.ts",
  "tests/pages/catch-up.test.ts",
  "device/sign/port.test.ts",
  "device/printer/transport.test.ts",
  "tests/office/faults.test.ts",
  "hub/promotion/promotion.test.ts",
];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    for (const path of long) statSync(join(top, path));
    const ranked = files.map((file) => ({ file, rank: rankOf(relative(top, file.moduleId)), bytes: statSync(file.moduleId).size }));
    return ranked.sort((a, b) => a.rank - b.rank || b.bytes - a.bytes).map(({ file }) => file);
  }
}

function rankOf(path: string): number {
  const place = long.indexOf(path);
  return place === -1 ? long.length : place;
}
