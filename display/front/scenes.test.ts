import { expect, it } from "vitest";
import { codesToHold } from "./scenes.ts";

const code = (count: number) => `theq1:victoria:A${count}:2026-11-23:kiosk-1.3Jk9_a-Qw2zX.${count}`;
const paper = (n: number, text: string | null) => ({ n, address: "", lines: [], page: null, code: text });

it("Tickets whose paper has a code and the nearest appointments can be held under the scanner, four of each at the most", () => {
  const papers = [paper(9, null), paper(8, "not a code of ours, at all"), ...[6, 5, 4, 3, 2].map((n) => paper(n, code(n)))];
  const service = { en: "Road test", fr: "Examen de conduite" };
  const appointments = [1, 2, 3, 4, 5].map((at) => ({ code: `KR7XH${at}`, digits: "0111", at, service }));
  expect(codesToHold({ papers, appointments })).toEqual([
    ...[6, 5, 4, 3].map((n) => ({ kind: "ticket", code: code(n), number: `A${n}` })),
    ...[1, 2, 3, 4].map((at) => ({ kind: "appointment", code: `KR7XH${at}`, at })),
  ]);
  expect(codesToHold({ papers: [], appointments: [] })).toEqual([]);
});
