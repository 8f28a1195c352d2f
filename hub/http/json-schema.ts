/** A wire schema as JSON Schema 2020-12, as senders must write it. Checks that JSON Schema cannot say are left to the hub. */
import { type ConversionConfig, toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";

const conversion: ConversionConfig = { target: "draft-2020-12", typeMode: "input", errorMode: "ignore" };

export function jsonSchema(schema: GenericSchema): object {
  const { $schema: _dialect, ...converted } = toJsonSchema(schema, conversion);
  return converted;
}
