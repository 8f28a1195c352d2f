/**
 * How releases fare over the province, and which go no further. A table beside the log: what each office's hub told last, and nothing older.
 * Nothing is lost with it: hubs tell it again.
 */
import * as v from "valibot";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import {
  namedMax,
  type ProvinceReleases,
  type ReleaseStanding,
  type ReleasesAnswer,
  type ReleasesPost,
  releaseStanding,
  releasesMax,
} from "#shared/update/province-releases.ts";
import type { Refused } from "../shipping/log-server.ts";
import { noRoom, officesMax } from "./central-log.ts";

const schema = `
create table if not exists releases (
  office text primary key, generation integer not null, heard_at integer not null, value text not null
) strict;
`;

/** A release goes no further from this share on, of the offices in which it has ended on a device, well or not. */
const troubledShare = 0.05;

interface Told {
  readonly generation: number;
  readonly heardAt: number;
  readonly release: ReleaseStanding | null;
}

type Fare = ProvinceReleases["releases"][number];

export class Releases {
  readonly #database: SqlDatabase;
  readonly #told: Map<string, Told>;
  /** What every hub is answered; undefined after a change. */
  #troubles: ReleasesAnswer["troubles"] | undefined;

  constructor(database: SqlDatabase) {
    this.#database = database;
    database.exec(schema);
    this.#told = readTold(database);
  }

  /** `at`: UTC milliseconds. Throws when it cannot be stored. */
  take(office: string, { generation, release }: ReleasesPost, at: number): ReleasesAnswer | Refused {
    const before = this.#told.get(office);
    if (!before && this.#told.size >= officesMax) return noRoom;
    if (generation >= (before?.generation ?? 0)) {
      const value = JSON.stringify(release);
      this.#database
        .prepare("insert or replace into releases (office, generation, heard_at, value) values (?, ?, ?, ?)")
        .run(office, generation, at, value);
      this.#told.set(office, { generation, heardAt: at, release });
      if (JSON.stringify(before?.release) !== value) this.#troubles = undefined;
    }
    this.#troubles ??= troublesOf(this.view());
    return { troubles: this.#troubles };
  }

  /** The newest first. */
  view(): ProvinceReleases {
    const byNumber = new Map<number, Fare["offices"]>();
    for (const [office, { heardAt, release }] of this.#told) {
      if (!release) continue;
      const offices = byNumber.get(release.number) ?? [];
      offices.push({ office, heardAt, ...release });
      byNumber.set(release.number, offices);
    }
    return { releases: [...byNumber].sort(([one], [other]) => other - one).map(([number, offices]) => fareOf(number, offices)) };
  }
}

/** What a central before this one wrote otherwise is told anew soon. */
function readTold(database: SqlDatabase): Map<string, Told> {
  const rows = database.prepare("select office, generation, heard_at as heardAt, value from releases order by office").all() as {
    office: string;
    generation: number;
    heardAt: number;
    value: string;
  }[];
  return new Map(
    rows.map(({ office, generation, heardAt, value }) => {
      const read = v.safeParse(v.nullable(releaseStanding), JSON.parse(value));
      return [office, { generation, heardAt, release: read.success ? read.output : null }];
    }),
  );
}

function troublesOf({ releases }: ProvinceReleases): ReleasesAnswer["troubles"] {
  const troubled = releases.filter(({ isTroubled }) => isTroubled).slice(0, releasesMax);
  return troubled.map(({ number, offices }) => {
    const named = offices.filter(isTrouble).slice(0, namedMax);
    return { number, offices: named.map(({ office }) => office) };
  });
}

function fareOf(number: number, told: Fare["offices"]): Fare {
  const offices = [...told].sort((one, other) => Number(isTrouble(other)) - Number(isTrouble(one)));
  const troubled = told.filter(isTrouble).length;
  const ended = told.filter((each) => isTrouble(each) || each.kept > 0).length;
  return { number, version: told[0]?.version ?? "", isTroubled: troubled > 0 && troubled >= ended * troubledShare, offices };
}

/** A person who let the others follow has looked; one who took it back has looked as well, and wants it nowhere. */
function isTrouble({ mode }: ReleaseStanding): boolean {
  return mode === "halted" || mode === "withdrawn";
}
