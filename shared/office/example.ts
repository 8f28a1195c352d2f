/** A small office for tests and examples: two counters, one kiosk, one board, three services. */
import type { OfficeConfiguration } from "./configuration.ts";

export function exampleOffice(): OfficeConfiguration {
  const both = (en: string, fr: string) => ({ en, fr });
  const service = (id: string, queue: string, en: string, fr: string) => {
    const words = { en: [en.toLowerCase()], fr: [fr.toLowerCase()] };
    return {
      id,
      code: `X - ${id}`,
      reportedName: `X ${en}`,
      programme: "driving",
      queue,
      name: both(en, fr),
      words,
      offered: "kiosk" as const,
      minutes: 10,
    };
  };
  return {
    format: "theq-office/1",
    office: {
      id: "example",
      number: 999,
      name: both("Service BC, Example", "Service BC, Exemple"),
      timeZone: "America/Vancouver",
      languages: ["en", "fr"],
      type: "reception",
      unreviewed: ["fr"],
    },
    topics: [{ id: "cars", name: both("Driving", "Conduite"), hint: both("Licences", "Permis"), programmes: ["driving"] }],
    programmes: [{ id: "driving", code: "X", reportedName: "X", name: both("Driving", "Conduite") }],
    services: [
      service("licence", "licences", "Driver's licence", "Permis de conduire"),
      service("abstract", "licences", "Driving record", "Dossier de conduite"),
      service("unsure", "first-contact", "Another question", "Autre question"),
    ],
    queues: [
      { id: "licences", name: both("Licences", "Permis") },
      { id: "first-contact", name: both("First contact", "Premier contact") },
    ],
    firstContact: { queue: "first-contact", service: "unsure" },
    zones: [{ id: "main", name: both("Waiting room", "Salle d'attente") }],
    counters: [
      {
        id: "counter-1",
        name: both("Counter 1", "Comptoir 1"),
        label: "1",
        type: "Counter",
        zone: "main",
        takes: ["licences", "first-contact"],
      },
      { id: "counter-2", name: both("Counter 2", "Comptoir 2"), label: "2", type: "Quick Trans", zone: "main", takes: ["licences"] },
    ],
    agents: [
      { number: 21, id: "agent-21", displayName: "Amrit G.", role: "CSR" },
      { number: 22, id: "agent-22", displayName: "Claire B.", role: "CSR" },
    ],
    devices: [
      { id: "kiosk-1", role: "kiosk", zone: "main" },
      { id: "board-1", role: "board", zone: "main", speaks: true, screenInches: 43, farthestSeatMetres: 6 },
    ],
    needs: ["come-and-get-me", "step-free", "hearing", "interpreter", "more-time"],
    analytics: { appId: "TheQ", namespace: "TheQ_localhost", undoSeconds: 60 },
  };
}
