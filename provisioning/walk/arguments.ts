/** What a person may write after `npm run provision -- walk`, read strictly. */
import { hubAsked, hubUsually, readOptions } from "../options.ts";

export type WalkAsked =
  | { readonly kind: "help" }
  | {
      readonly kind: "walk";
      readonly hub: string;
      readonly by: string;
      readonly key: string;
      readonly record: string;
      readonly plan: string | null;
      readonly answers: string | null;
    }
  | { readonly kind: "verify"; readonly file: string; readonly signedBy: string | null };

export const walkUsage = `Walks through an office that was just set up, before its doors open, and signs what was found.

  npm run provision -- walk --by NAME --key FILE --record FILE [--hub URL] [--plan PLAN]
  npm run provision -- walk --verify FILE [--signed-by FINGERPRINT]

  --by NAME          who walks
  --key FILE         the Ed25519 key of IT that signs; made when there is none. Keep it, it is on no device
  --record FILE      the signed record, a new file
  --hub URL          the hub's pages (${hubUsually})
  --plan PLAN        the plan, to ask for the signs too
  --answers FILE     answers one a line in place of the keyboard
  --verify FILE      says what a record holds, and whether it is as it was signed

Tickets of the walk are practice: no figure counts them. The exit code is 1 when something is not as it should be.`;

const options = {
  by: { type: "string" },
  key: { type: "string" },
  record: { type: "string" },
  hub: { type: "string" },
  plan: { type: "string" },
  answers: { type: "string" },
  verify: { type: "string" },
  "signed-by": { type: "string" },
  help: { type: "boolean" },
} as const;

export function readWalkArguments(args: readonly string[]): WalkAsked | { readonly wrong: string } {
  const values = readOptions(args, options);
  if ("wrong" in values) return values;
  if (values.help) return { kind: "help" };
  const { by, key, record, verify } = values;
  const signedBy = values["signed-by"] ?? null;
  if (verify !== undefined) {
    if (by ?? key ?? record ?? values.hub ?? values.plan ?? values.answers) return { wrong: "--verify goes with --signed-by only." };
    return verify === "" ? { wrong: "--verify needs a file." } : { kind: "verify", file: verify, signedBy };
  }
  if (signedBy !== null) return { wrong: "--signed-by belongs to --verify." };
  if (!by || by.length > 80) return { wrong: "--by NAME is missing, or longer than 80 letters." };
  if (!key) return { wrong: "--key FILE is missing: the key that signs the record." };
  if (!record) return { wrong: "--record FILE is missing." };
  const asked = hubAsked(values);
  if ("wrong" in asked) return asked;
  return { kind: "walk", hub: asked.hub, by, key, record, plan: values.plan ?? null, answers: values.answers ?? null };
}
