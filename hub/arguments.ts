/** What `node hub/main.ts` was asked to do. Pure. */
import { parseArgs } from "node:util";

export type Asked =
  | { readonly kind: "help" }
  | { readonly kind: "run"; readonly config: string }
  | { readonly kind: "import"; readonly config: string; readonly file: string }
  | { readonly kind: "wrong"; readonly what: string };

export const usage = `The office's hub: runs the queue, keeps its log, speaks to devices and staff pages.

  node hub/main.ts --config FILE                  run the hub
  node hub/main.ts --config FILE --import OFFICE  show what a configuration changes, and take it
  node hub/main.ts --help

FILE is JSON:
  office        the office's name in topics, such as "victoria"
  data          the folder of its log, such as "/var/lib/the-q/hub"
  host          "127.0.0.1" (another address needs certificates)
  httpPort      the port of the staff's pages; 0 takes any free one
  broker        {"kind": "embedded", "port": 1883}, or {"kind": "external", "url": "mqtt://127.0.0.1:1883"}
  seed          the office's configuration, read once by an empty hub (optional)
  openByItself  true: opens each date by itself, as a virtual office does (optional)
  collector     the address of a Snowplow collector, or null (optional)
  central       the address of the central service, or null (optional)
  framedBy      addresses of pages that may show the staff's pages in a frame (optional)
  time          {"speed", "businessStart", "realStart"}: an office that runs faster (optional)

When it is ready it prints one line of JSON with its ports; its log goes to standard error.
Then look at http://127.0.0.1:<httpPort>/counter/ and /health.`;

export function readArguments(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { config: { type: "string" }, import: { type: "string" }, help: { type: "boolean", default: false } },
    });
    if (values.help) return { kind: "help" };
    if (!values.config) return { kind: "wrong", what: "--config FILE is missing." };
    if (values.import !== undefined) return { kind: "import", config: values.config, file: values.import };
    return { kind: "run", config: values.config };
  } catch (error) {
    return { kind: "wrong", what: error instanceof Error ? error.message : String(error) };
  }
}
