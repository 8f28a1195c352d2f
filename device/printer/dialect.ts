/** How a printer is spoken to: what it is asked and what its answers mean, what ends something half said, and what makes it forget. */
import type { PrinterProfileName } from "#shared/wire/process.ts";
import type { PrinterCondition } from "./condition.ts";
import { endOfCommand, endOfDots, nipponEndOfDots } from "./encode.ts";
import { identityRequest, unknownProfile } from "./identity.ts";
import {
  NipponReader,
  nipponAgrees,
  nipponCondition,
  nipponHoldsTicket,
  nipponIdentityRequest,
  nipponJobFinish,
  nipponRestart,
  nipponStatusRequest,
} from "./nippon.ts";
import type { PrinterProfile } from "./profiles.ts";
import { type PrinterReply, ReplyReader } from "./replies.ts";
import { autoStatusRequest, clearRequest, conditionOfAnswers, fullStatusRequest, statusQuestions, statusRequest } from "./status.ts";

type Writes = readonly Uint8Array[];

export interface Dialect {
  /** Answers come in the turn of the bytes before them: during a ticket, and behind what an earlier connection left, none comes. */
  readonly answersInTurn: boolean;
  /** One for each connection. */
  readonly newReader: () => { take(bytes: Uint8Array): PrinterReply[] };
  /** First on a connection. `remains`: a job of an earlier one may be in the printer, half said. */
  readonly opening: (remains: boolean) => Writes;
  readonly question: (profile: PrinterProfile | null) => Writes;
  /** Bytes that answer it. */
  readonly answersCount: number;
  readonly conditionOf: (answers: readonly number[]) => PrinterCondition;
  /** Whether the answers tell of a ticket in the presenter; null where they do not speak of it. */
  readonly holdsTicket: (answers: readonly number[]) => boolean | null;
  /** Whether the end that the printer told of a job fits these answers; null where it told none. */
  readonly confirms: (ended: number | null, answers: readonly number[]) => boolean;
  readonly identityRequest: Uint8Array;
  /** Who it must be when only its model is told; null: both are told. */
  readonly maker: string | null;
  /** For a model that nobody knows. */
  readonly unknownProfile: PrinterProfileName;
  /** To one that stands still. */
  readonly forget: (remains: boolean) => Writes;
}

/** Epson's commands, which most printers know. */
export const escPos: Dialect = {
  answersInTurn: false,
  newReader: () => new ReplyReader(),
  opening: (remains) => [remains ? endOfDots : endOfCommand, autoStatusRequest],
  question: (profile) => (profile?.presenter === "custom" ? [statusRequest(), fullStatusRequest] : [statusRequest()]),
  answersCount: statusQuestions.length,
  conditionOf: (answers) => conditionOfAnswers(answers as [number, number, number, number]),
  holdsTicket: () => null,
  confirms: () => true,
  identityRequest,
  maker: null,
  unknownProfile,
  forget: (remains) => [clearRequest, remains ? endOfDots : endOfCommand, autoStatusRequest],
};

export const nippon: Dialect = {
  answersInTurn: true,
  newReader: () => new NipponReader(),
  // What is stored of a job that was not finished would else be kept, and printed with the next.
  opening: (remains) => (remains ? [nipponEndOfDots, nipponJobFinish] : [endOfCommand]),
  question: () => [nipponStatusRequest],
  answersCount: 1,
  conditionOf: ([status]) => nipponCondition(status as number),
  holdsTicket: ([status]) => nipponHoldsTicket(status as number),
  confirms: (ended, [status]) => ended !== null && nipponAgrees(ended, status as number),
  identityRequest: nipponIdentityRequest,
  maker: "Nippon Primex",
  // The narrower: its lines are whole on wider paper, too.
  unknownProfile: "nippon-np-2511",
  forget: () => [nipponRestart],
};

export function dialectOf({ speaks }: PrinterProfile): Dialect {
  return speaks === "nippon" ? nippon : escPos;
}
