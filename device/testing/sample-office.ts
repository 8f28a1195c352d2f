/** A small office for tests. */
import type { PublicOffice } from "#shared/office/public.ts";

export const sampleOffice: PublicOffice = {
  id: "victoria",
  name: { en: "Service BC Victoria", fr: "Service BC Victoria" },
  timeZone: "America/Vancouver",
  languages: ["en", "fr"],
  unreviewed: [],
  topics: [{ id: "driving", name: { en: "Driving", fr: "Conduite" }, hint: { en: "Licences", fr: "Permis" }, programmes: ["icbc"] }],
  programmes: [{ id: "icbc", name: { en: "Driver licensing", fr: "Permis de conduire" } }],
  services: [
    {
      id: "licence-renewal",
      programme: "icbc",
      name: { en: "Renew a driver's licence", fr: "Renouveler un permis de conduire" },
      words: { en: ["renew"], fr: ["renouveler"] },
    },
  ],
  needs: ["come-and-get-me", "hearing"],
  zones: [{ id: "main", name: { en: "Waiting room", fr: "Salle d'attente" } }],
  screen: null,
};
