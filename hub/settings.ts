/** The hub's own file, checked as a whole: every problem at once, with its path, what stands there and what to do. */
import * as v from "valibot";
import type { Problem } from "#shared/office/problem.ts";
import { pathText, shorten } from "#shared/office/problem.ts";
import { unknownKeyFindings } from "#shared/office/shape-problems.ts";
import { type HubFile, hubFile } from "#shared/wire/process.ts";

export type CheckedFile = { readonly ok: true; readonly file: HubFile } | { readonly ok: false; readonly problems: readonly Problem[] };

export function checkHubFile(input: unknown): CheckedFile {
  const checked = v.safeParse(hubFile, input);
  if (checked.success) return { ok: true, file: checked.output };
  const unknown = unknownKeyFindings(input, hubFile).map(({ path, seen }) => {
    const advice = "Take it out, or correct its spelling (node hub/main.ts --help).";
    return { path: pathText(path), seen: shorten(seen), what: "no such setting", advice };
  });
  return { ok: false, problems: [...checked.issues.filter((issue) => issue.expected !== "never").map(toProblem), ...unknown] };
}

function toProblem(issue: v.BaseIssue<unknown>): Problem {
  const path = v.getDotPath(issue) ?? "";
  const seen = shorten(issue.input);
  const isMissing = issue.input === undefined;
  const what = isMissing ? "is missing" : issue.message.slice(0, 160);
  return { path, seen, what, advice: `Write ${advice[path] ?? "what node hub/main.ts --help shows"}.` };
}

const advice: Readonly<Record<string, string>> = {
  office: "the office's name in topics, such as victoria",
  data: "the folder in which the hub keeps its log, such as /var/lib/the-q/hub",
  host: "127.0.0.1, or leave it out",
  httpPort: "a port from 1 to 65535, or 0 for any free one",
  broker: '{"kind": "embedded", "port": 1883} or {"kind": "external", "url": "mqtt://127.0.0.1:1883"}',
  "broker.kind": '"embedded" or "external"',
  "broker.port": "a port from 1 to 65535, or 0 for any free one",
  "broker.url": "the broker's address, such as mqtt://127.0.0.1:1883",
  seed: "the name of the office's configuration file",
  openByItself: "true or false",
  collector: "the collector's address, such as https://collector.example.gov, or null",
  central: "the central service's address, or null",
  followers: 'a list of the addresses of standby hubs, such as ["http://127.0.0.1:8090"]',
  handover:
    '[{"to": "http://127.0.0.1:8090", "recipient": "age1..."}], as --handover-key says it at the follower, with "devices" beside it',
  appointments: '[{"source": "bookings", "from": "/srv/bookings.ics"}], or leave it out',
  archive: "a folder such as /var/lib/the-q/archive, or leave it out",
  backup: '{"folder": "/mnt/backup", "everyHours": 24}, or leave it out',
  "backup.recipients": '["age1..."], as node hub/main.ts --backup-key FILE prints it',
  "backup.offSite": '{"to": "/mnt/elsewhere"} or {"to": "remote:path"}, with "recipients" beside it',
  devices: '{"host": "0.0.0.0", "mqttsPort": 8883, "enrolPort": 8443}, or leave it out',
  people: '{"host": "0.0.0.0", "port": 8444, "certificate": "...", "key": "...", "names": ["q.office.example"]}, or leave it out',
  "people.openId": '{"issuer": "https://id.example/realms/q", "clientId": "q", "roles": {"agent": ["q-agent"], "manager": [], "it": []}}',
  "devices.releases": '{"folder": "/var/lib/the-q/hub-releases"}, or leave it out',
  framedBy: 'a list of addresses, such as ["http://127.0.0.1:8080"]',
  securityContact: "mailto:it@office.example, https://... or tel:+1-..., or leave it out",
  time: '{"speed": 20, "businessStart": ..., "realStart": ...}, or leave it out for real time',
};
