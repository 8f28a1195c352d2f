/** What a page says of itself, and what the keeper of the screen reports and asks. */
import { isFault } from "#shared/faults/fault.ts";
import { pageBeat, type ScreenAnswer, type ScreenState, screenReport } from "#shared/wire/screen.ts";
import { answer, type PageServer, readBody } from "./server.ts";

export interface ScreenApi {
  beat(): void;
  report(state: ScreenState): ScreenAnswer;
}

export function serveScreen({ app }: Pick<PageServer, "app">, api: ScreenApi): void {
  app.post("/api/page/beat", async (request, reply) => {
    const read = readBody(pageBeat, request.body);
    if (isFault(read)) return answer(reply, read);
    api.beat();
    return answer(reply, {});
  });
  app.post("/api/screen", async (request, reply) => {
    const read = readBody(screenReport, request.body);
    return answer(reply, isFault(read) ? read : api.report(read.state));
  });
}
