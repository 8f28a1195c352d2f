/** How releases fare over the province, as central knows it from the hubs: read, judged against a channel, and said. */
import * as v from "valibot";
import type { Channel } from "#shared/update/documents.ts";
import { isWider } from "#shared/update/offices.ts";
import { type ProvinceReleases, provinceReleases } from "#shared/update/province-releases.ts";
import { askJson } from "../office/wire/ask.ts";

const withinMs = 10_000;

type Fare = ProvinceReleases["releases"][number];

/** Throws what to do when central is not there, or is none. */
export async function howReleasesFare(central: string): Promise<Fare[]> {
  const address = `${central.replace(/\/+$/, "")}/v1/releases`;
  if (!URL.canParse(address)) throw new Error(`"${central}" is no address: write it as http://127.0.0.1:9000.`);
  let body: unknown;
  try {
    ({ body } = await askJson(address, withinMs));
  } catch {
    throw new Error(`${central} does not answer. Run this where central is, or through a tunnel to it.`);
  }
  const read = v.safeParse(provinceReleases, body);
  if (!read.success) throw new Error(`${central} answered, and is no central that knows of releases.`);
  return read.output.releases;
}

/** The releases of a channel that go no further for now, and that it offers to more offices than the channel before it; null: there was none. */
export function troubledFurther(fares: readonly Fare[], { current, offices }: Channel, before: Channel | null): Fare[] {
  const isOffered = (channel: Channel, number: number) => channel.current.some((each) => each.number === number);
  return fares.filter(({ number, isTroubled }) => {
    if (!isTroubled || !current.some((each) => each.number === number)) return false;
    return before === null || !isOffered(before, number) || isWider(before.offices, offices);
  });
}

export function fareText({ number, version, isTroubled, offices }: Fare): string[] {
  const kept = offices.reduce((sum, each) => sum + each.kept, 0);
  const of = offices.reduce((sum, each) => sum + each.of, 0);
  const where = offices.length === 1 ? "in 1 office" : `in ${offices.length} offices`;
  const first = `${version} (number ${number}), ${where}: ${kept} of ${of} devices have it${isTroubled ? "; it goes no further for now" : ""}`;
  return [first, ...offices.map(officeText)];
}

function officeText({ office, heardAt, mode, halt, kept, of }: Fare["offices"][number]): string {
  const by = halt ? ` by ${halt.device} (${[halt.how, halt.why].filter(Boolean).join(": ")})` : "";
  const stands = {
    rolling: "",
    paused: "waits for other offices; ",
    halted: `halted${by}; `,
    withdrawn: `taken back${halt ? `, halted${by} before` : ""}; `,
  }[mode];
  return `  ${office.padEnd(20)} ${stands}${kept} of ${of} devices have it, heard ${new Date(heardAt).toISOString().slice(0, 16)}Z`;
}
