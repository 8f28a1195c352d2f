/** A made-up morning at the fake hub, the same each time: four counters, a line that grows, some who leave. */
import { type FakeHub, minute } from "./fake-hub.ts";

const services = ["icbc-002", "icbc-011", "msp-001", null, "icbc-002", "ptax-001"] as const;
const needs = [[], [], ["come-and-get-me"], [], ["interpreter", "more-time"], [], []] as const;

export function morning(hub: FakeHub, minutes = 90): void {
  const { core } = hub;
  const known = core.state.configuration?.services.map((each) => each.id) ?? [];
  for (const [at, agent] of [21, 22, 23].entries()) core.command("sign-in", { counter: `counter-${at + 1}`, agent });
  for (let at = 0; at < minutes; at += 1) {
    const arriving = 1 + ((at * 7) % 5 === 0 ? 1 : 0) - ((at * 3) % 4 === 0 ? 1 : 0);
    for (let one = 0; one < arriving; one += 1) {
      const wish = services[(at + one) % services.length] ?? null;
      const service = wish === null || known.includes(wish) ? wish : (known[(at * 13) % 40] ?? null);
      hub.ticket({ service, language: (at + one) % 6 === 1 ? "fr" : "en", needs: needs[(at + one) % needs.length] ?? [] });
    }
    for (const [counter, agent, everyMinutes] of [
      ["counter-1", 21, 4],
      ["counter-2", 22, 6],
      ["counter-3", 23, 5],
    ] as const) {
      const holding = core.state.counters.get(counter)?.holding ?? null;
      if (holding === null) core.command("call-next", { counter, agent });
      else if (core.state.visits.get(holding)?.stage.kind === "called") {
        core.command(at % 23 === 0 ? "no-show" : "begin", { counter, agent, visit: holding });
      } else if ((at + agent) % everyMinutes === 0)
        core.command("finish", { counter, agent, visit: holding, timeNotAccurate: false, quantity: 1 });
    }
    core.at += minute;
  }
  hub.announced("spoken");
  hub.update();
}
