import { describe, expect, it } from "vitest";
import { readArguments } from "./arguments.ts";

describe("the arguments of npm start", () => {
  it("are a live office on port 8080 when there are none", () => {
    const usual = { port: 8080, data: null, fresh: false, speed: 1, seed: 1, visits: null, busiest: false, hours: null };
    expect(readArguments([])).toEqual({ mode: "live", ...usual });
  });

  it("replay a real day", () => {
    const read = readArguments(["--visits", "days.csv.gz", "--office", "North", "--date", "2020-01-13", "--speed", "200"]);
    expect(read).toMatchObject({ mode: "day", speed: 200, visits: { file: "days.csv.gz", office: "North", date: "2020-01-13" } });
  });

  it("play the busiest day", () => {
    expect(readArguments(["--busiest", "--speed", "200"])).toMatchObject({ mode: "day", busiest: true, visits: null, hours: null });
    expect(readArguments(["--busiest", "--hours", "0.5"])).toMatchObject({ busiest: true, hours: 0.5 });
  });

  it.each([
    [["--busiest", "--visits", "days.csv", "--office", "North", "--date", "2020-01-13"], /exclude each other/],
    [["--day", "--hours", "1"], /--hours belongs to --busiest/],
    [["--busiest", "--hours", "ten"], /--hours must be more than 0/],
    [["--busiest", "--self-check"], /exclude each other/],
    [["--prot", "1"], /Unknown option '--prot'/],
    [["here"], /Unexpected argument 'here'/],
    [["--port", "eighty"], /--port must be/],
    [["--port", "65530"], /--port must be 0 to 65522/],
    [["--day", "--speed", "201"], /--speed must be 1 to 200/],
    [["--day", "--speed", "0"], /--speed must be 1 to 200/],
    [["--speed", "5"], /--speed belongs to --day/],
    [["--office", "North"], /--office belongs to --visits/],
    [["--visits", "days.csv"], /needs --office NAME and --date/],
    [["--visits", "days.csv", "--office", "North", "--date", "2020-02-30"], /--date must be a day/],
    [["--self-check", "--day"], /exclude each other/],
    [["--self-check", "--data", "x"], /leave out --port and --data/],
    [["--day", "--seed", "-1"], /seed/],
    [["--data", ""], /--data needs/],
  ])("refuse %j", (args, wrong) => {
    expect(readArguments(args)).toEqual({ wrong: expect.stringMatching(wrong) });
  });
});
