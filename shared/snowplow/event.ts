/**
 * What is reported to Snowplow: The Q's own events and contexts, and three events of ours for what The Q cannot say.
 * Types and schema addresses only; which move of a visit becomes which event is decided elsewhere.
 */

type Nothing = Readonly<Record<string, never>>;

export type Channel = "in-person" | "phone" | "sms" | "back-office" | "email-fax-mail" | "cats-assist" | "mobile-assist";

/** How The Q names a service: its code and name, and those of the programme it belongs to. At most 255 characters each. */
interface ReportedService {
  /** The service's code. The Q calls it the programme's id. */
  readonly program_id: string;
  /** The programme's code. */
  readonly parent_id?: string | null;
  readonly program_name: string;
  readonly transaction_name: string;
}

/** `YYYY-MM-DD HH:MM:SS` in UTC. */
type Timestamp = string;

/** The 22 events of The Q, by name, with their data. */
export interface TheQData {
  readonly addcitizen: Nothing;
  readonly additionalservice: Nothing;
  readonly addtoqueue: Nothing;
  readonly appointment_checkin: { readonly appointment_id: number };
  readonly appointment_create: ReportedService & {
    readonly appointment_id: number;
    readonly appointment_start_timestamp: Timestamp;
    readonly appointment_end_timestamp: Timestamp;
  };
  readonly appointment_update: ReportedService & {
    readonly appointment_id: number;
    readonly appointment_start_timestamp?: Timestamp | null;
    readonly appointment_end_timestamp?: Timestamp | null;
    readonly status: "update" | "cancel";
  };
  readonly beginservice: Nothing;
  readonly chooseservice: ReportedService & { readonly channel: Channel };
  readonly customerleft: { readonly leave_status: "being-served" | "at-prep" | "service-creation" };
  /** `quantity`: 1 to 32,767. */
  readonly finish: { readonly inaccurate_time: boolean; readonly quantity: number };
  readonly finishstopped: { readonly quantity: number };
  /** The Q always sends 0. */
  readonly hold: { readonly time: number };
  readonly invitecitizen: Nothing;
  readonly invitefromhold: Nothing;
  readonly invitefromlist: Nothing;
  readonly queuefromprep: Nothing;
  readonly restartservice: Nothing;
  readonly returnfromlist: Nothing;
  readonly returninvite: Nothing;
  readonly returntoqueue: Nothing;
  readonly servecitizen: Nothing;
  readonly stopservice: Nothing;
}

/** What The Q cannot say, under our own vendor name. */
export interface OwnData {
  /** The same call, announced again. */
  readonly recall: Nothing;
  /** Sent beside `customerleft`, whose statuses have no word for a citizen who gave up in the line. */
  readonly left_while_waiting: Nothing;
  /** How a service ended, where the agent said so. `elsewhere`: the office or place the citizen was sent to, by its id. */
  readonly service_outcome: { readonly outcome: ServiceOutcome; readonly elsewhere: string | null };
}

export type ServiceOutcome = "done" | "papers-missing" | "wrong-office" | "system-down" | "to-be-continued";

type EventData = TheQData & OwnData;
export type EventName = keyof EventData;
/** One event: a name, and the data that belong to this name. */
export type AnalyticsEvent = { [N in EventName]: { readonly name: N; readonly data: EventData[N] } }[EventName];

/** Sent with every event, always in this order: citizen, office, agent. */
export interface EventContexts {
  readonly citizen: {
    /** The visit's number in the whole province. */
    readonly client_id: number;
    /** Which service of the visit, from 1. */
    readonly service_count: number;
    readonly counter_type: string;
  };
  readonly office: { readonly office_id: number; readonly office_type: "reception" | "non-reception" };
  readonly agent: {
    readonly agent_id: number;
    /** The agent's user name, at most 16 characters; null unless the office has switched it on. */
    readonly idir: string | null;
    readonly role: "CSR" | "Reception" | "GA" | "Support" | "Analytics" | "Helpdesk" | "WebSelfServe";
    readonly counter_type: string;
  };
}

/** The agent that The Q reports for a citizen who served themselves: here, at the kiosk. */
export const selfServeAgent = 1_000_001;

const theQ = "iglu:ca.bc.gov.cfmspoc";
const own = "iglu:ca.bc.gov.theq";
const snowplow = "iglu:com.snowplowanalytics.snowplow";

/** The schema of each event. */
export const eventSchemas: Readonly<Record<EventName, string>> = {
  addcitizen: `${theQ}/addcitizen/jsonschema/1-0-0`,
  additionalservice: `${theQ}/additionalservice/jsonschema/1-0-0`,
  addtoqueue: `${theQ}/addtoqueue/jsonschema/1-0-0`,
  appointment_checkin: `${theQ}/appointment_checkin/jsonschema/1-0-0`,
  appointment_create: `${theQ}/appointment_create/jsonschema/1-0-0`,
  appointment_update: `${theQ}/appointment_update/jsonschema/1-0-0`,
  beginservice: `${theQ}/beginservice/jsonschema/1-0-0`,
  chooseservice: `${theQ}/chooseservice/jsonschema/3-0-0`,
  customerleft: `${theQ}/customerleft/jsonschema/2-0-0`,
  finish: `${theQ}/finish/jsonschema/2-0-0`,
  finishstopped: `${theQ}/finishstopped/jsonschema/1-0-0`,
  hold: `${theQ}/hold/jsonschema/1-0-0`,
  invitecitizen: `${theQ}/invitecitizen/jsonschema/1-0-0`,
  invitefromhold: `${theQ}/invitefromhold/jsonschema/1-0-0`,
  invitefromlist: `${theQ}/invitefromlist/jsonschema/1-0-0`,
  queuefromprep: `${theQ}/queuefromprep/jsonschema/1-0-0`,
  restartservice: `${theQ}/restartservice/jsonschema/1-0-0`,
  returnfromlist: `${theQ}/returnfromlist/jsonschema/1-0-0`,
  returninvite: `${theQ}/returninvite/jsonschema/1-0-0`,
  returntoqueue: `${theQ}/returntoqueue/jsonschema/1-0-0`,
  servecitizen: `${theQ}/servecitizen/jsonschema/1-0-0`,
  stopservice: `${theQ}/stopservice/jsonschema/1-0-0`,
  recall: `${own}/recall/jsonschema/1-0-0`,
  left_while_waiting: `${own}/left_while_waiting/jsonschema/1-0-0`,
  service_outcome: `${own}/service_outcome/jsonschema/1-0-0`,
};

export const contextSchemas: Readonly<Record<keyof EventContexts, string>> = {
  citizen: `${theQ}/citizen/jsonschema/4-0-0`,
  office: `${theQ}/office/jsonschema/1-0-0`,
  agent: `${theQ}/agent/jsonschema/4-0-0`,
};

/** Snowplow's own wrappers, in the versions that its Node tracker 4.8 sends. */
export const envelopeSchemas = {
  payload: `${snowplow}/payload_data/jsonschema/1-0-4`,
  event: `${snowplow}/unstruct_event/jsonschema/1-0-0`,
  contexts: `${snowplow}/contexts/jsonschema/1-0-0`,
} as const;

/** Data that name their own schema. */
export interface SelfDescribing<Data = unknown> {
  readonly schema: string;
  readonly data: Data;
}

export function selfDescribing(event: AnalyticsEvent): SelfDescribing<AnalyticsEvent["data"]> {
  return { schema: eventSchemas[event.name], data: event.data };
}

/** The three contexts in the order The Q sends them. */
export function selfDescribingContexts(contexts: EventContexts): readonly SelfDescribing[] {
  return [
    { schema: contextSchemas.citizen, data: contexts.citizen },
    { schema: contextSchemas.office, data: contexts.office },
    { schema: contextSchemas.agent, data: contexts.agent },
  ];
}
