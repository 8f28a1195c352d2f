/** Snowplow's own wrappers: the payload of a request, and what stands around an event and around its contexts. */
import { closedObject, type NamedSchema } from "./schema.ts";

const vendor = "com.snowplowanalytics.snowplow";

/** Every parameter of the tracker protocol that payload_data 1-0-4 knows. */
const parameters = [
  ..."tna aid p dtm tz e tid eid tv duid nuid uid vid ip res url page refr fp ctype cookie lang cd ds cs vp mac ua tnuid stm sid ttm".split(
    " ",
  ),
  ..."f_pdf f_qt f_realp f_wma f_dir f_fla f_java f_gears f_ag pp_mix pp_max pp_miy pp_may ad_ba ad_ca ad_ad ad_uid".split(" "),
  ..."tr_id tr_af tr_tt tr_tx tr_sh tr_ci tr_st tr_co tr_cu ti_id ti_sk ti_nm ti_na ti_ca ti_pr ti_qu ti_cu".split(" "),
  ..."sa sn st sp se_ca se_ac se_la se_pr se_va ue_na ue_pr ue_px co cx".split(" "),
];

const selfDescribing = closedObject({
  schema: { type: "string", pattern: "^iglu:[a-zA-Z0-9-_.]+/[a-zA-Z0-9-_]+/[a-zA-Z0-9-_]+/[0-9]+-[0-9]+-[0-9]+$" },
  data: {},
});

export const payloadSchema: NamedSchema = {
  vendor,
  name: "payload_data",
  version: "1-0-4",
  body: {
    type: "array",
    minItems: 1,
    items: {
      type: "object",
      properties: Object.fromEntries(parameters.map((parameter) => [parameter, { type: "string" }])),
      required: ["tv", "p", "e"],
      additionalProperties: false,
    },
  },
};

export const eventEnvelope: NamedSchema = { vendor, name: "unstruct_event", version: "1-0-0", body: selfDescribing };

const contexts = { type: "array", minItems: 1, items: selfDescribing };

/** The Node tracker sends 1-0-0, The Q's Python tracker 1-0-1. */
export const contextsEnvelopes: readonly NamedSchema[] = [
  { vendor, name: "contexts", version: "1-0-0", body: contexts },
  { vendor, name: "contexts", version: "1-0-1", body: contexts },
];
