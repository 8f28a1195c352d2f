/** `POST /api/v1/commands/<name>`: reads a command strictly, waits for the hub's answer, and tells a refused one how things stand. */
import type { FastifyInstance } from "fastify";
import * as v from "valibot";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { type Command, type CommandDone, commands, isCommandName } from "#shared/queue/commands.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { CommandAnswer } from "#shared/wire/staff.ts";
import { presentTruth, statusOf } from "./answers.ts";

export interface CommandPorts {
  readonly state: () => OfficeState;
  /** Resolves when the hub has committed, or refused. */
  readonly run: (command: Command) => Promise<CommandDone | Fault>;
}

export function addCommands(server: FastifyInstance, ports: CommandPorts): void {
  server.post<{ Params: { name: string } }>("/api/v1/commands/:name", async (request, reply) => {
    const command = readCommand(request.params.name, request.body);
    if (isFault(command)) return reply.code(statusOf(command)).send(command);
    const answer = await ports.run(command);
    if (!isFault(answer)) return answer;
    const refused: CommandAnswer = { ...answer, present: presentTruth(ports.state(), command, answer) };
    return reply.code(statusOf(answer)).send(refused);
  });
}

export function readCommand(name: string, body: unknown): Command | Fault {
  if (!isCommandName(name)) return fault("unknown-command", { command: name.slice(0, 60) });
  const checked = v.safeParse(commands[name], body, { abortEarly: true });
  if (checked.success) return { name, ...checked.output } as Command;
  const [issue] = checked.issues;
  return fault("bad-request", { path: v.getDotPath(issue) ?? "body", what: issue.message.slice(0, 200) });
}
