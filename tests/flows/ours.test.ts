/** What The Q's system cannot do and ours can, as The Q's analytics hears of it. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { Telling } from "./telling.ts";

function golden(name: string): string {
  return join(import.meta.dirname, "golden", `${name}.txt`);
}

test("a no-show returns", async () => {
  const story = new Telling("A citizen does not come when called, and is there half an hour later");
  const visit = story.ticket("licence");
  story.callNext();
  story.do("says that nobody came", "no-show", visit);
  story.after(30).do("lets them in again", "return-no-show", visit);
  story.callNext();
  story.do("begins", "begin", visit);
  story.do("finishes", "finish", visit);
  await expect(String(story)).toMatchFileSnapshot(golden("no-show-returns"));
});

test("a no-show is gone", async () => {
  const story = new Telling("A citizen does not come when called, nor within the time to return; it is told as of when nobody came");
  const visit = story.ticket("licence");
  story.callNext();
  story.do("says that nobody came", "no-show", visit);
  story.after(50).refused("would let them in again", "return-no-show", { visit });
  await expect(String(story)).toMatchFileSnapshot(golden("no-show-is-gone"));
});

test("undone", async () => {
  const story = new Telling("A finish is undone half a minute later: service went on all the time, and the other finish was never there");
  const visit = story.ticket("licence");
  story.callNext();
  story.do("begins", "begin", visit);
  story.do("finishes", "finish", visit);
  story.after(0.5).do("takes it back", "undo", visit);
  story.do("finishes", "finish", visit);
  await expect(String(story)).toMatchFileSnapshot(golden("undone"));
});

test("parked and gone", async () => {
  const story = new Telling("A citizen is parked for a form and leaves: for the reports the hold ends when it is seen");
  const visit = story.intake(["licence"], { serve: true });
  story.do("parks them for a form", "park", visit, { reason: "form" });
  story.after(40).do("sees that they left", "left", visit);
  await expect(String(story)).toMatchFileSnapshot(golden("parked-and-gone"));
});

test("two errands, two counters", async () => {
  const story = new Telling("A citizen comes for two things; the counter that does the first does not do the second, which another does");
  const visit = story.ticket("licence", ["unsure"]);
  story.by(22).do("calls them from the list", "call-from-list", visit);
  story.do("begins", "begin", visit);
  story.do("finishes the first; they wait for the second", "finish", visit);
  story.by(21).callNext();
  story.do("begins", "begin", visit);
  story.do("finishes", "finish", visit);
  await expect(String(story)).toMatchFileSnapshot(golden("two-errands-two-counters"));
});

test("two errands, one counter", async () => {
  const story = new Telling("A citizen comes for two things, and one counter does both");
  const visit = story.ticket("licence", ["abstract"]);
  story.callNext();
  story.do("begins", "begin", visit);
  story.do("goes on with the second", "switch-service", visit, { segment: 2 });
  story.do("finishes", "finish", visit);
  await expect(String(story)).toMatchFileSnapshot(golden("two-errands-one-counter"));
});

test("transferred", async () => {
  const story = new Telling("A visit is transferred to another counter, and back for another service; each wait counts");
  const visit = story.ticket("licence");
  story.callNext();
  story.do("begins", "begin", visit);
  story.do("transfers them to counter 2", "transfer", visit, { to: { kind: "counter", id: "counter-2" } });
  story.by(22).callNext();
  story.do("begins", "begin", visit);
  story.do("transfers them for abstract", "transfer", visit, { to: { kind: "service", id: "abstract" } });
  story.by(21).callNext();
  story.do("begins", "begin", visit);
  story.do("finishes", "finish", visit);
  await expect(String(story)).toMatchFileSnapshot(golden("transferred"));
});

test("sent away", async () => {
  const story = new Telling("Work by e-mail, done at once; and a citizen at the door who belongs to another office");
  const mail = story.intake(["abstract"], { channel: "email-fax-mail", serve: true });
  story.do("finishes 12 of them; the time is not right", "finish", mail, { quantity: 12, timeNotAccurate: true, outcome: "done" });
  const visit = story.intake(["licence"]);
  story.do("sends them to another office", "left", visit, { outcome: "wrong-office", elsewhere: "land-title-office" });
  await expect(String(story)).toMatchFileSnapshot(golden("sent-away"));
});

test("the end of the day", async () => {
  const story = new Telling(
    "The end of the day finds one in line, one called, one served with a second service, one parked, and one who did not come",
  );
  const [called, served, parked, absent] = ["licence", "licence", "licence", "licence"].map((service) =>
    story.after(1).ticket(service),
  ) as [string, string, string, string];
  story.after(1).ticket("licence");
  story.do("calls one", "call-from-list", absent);
  story.do("says that nobody came", "no-show", absent);
  story.do("calls another", "call-from-list", parked);
  story.do("begins", "begin", parked);
  story.do("parks them for a photo", "park", parked, { reason: "photo" });
  story.do("calls a third", "call-from-list", served);
  story.do("begins", "begin", served);
  story.do("adds abstract", "add-service", served, { service: "abstract" });
  story.by(22).do("calls a fourth", "call-from-list", called);
  story.closeDay();
  await expect(String(story)).toMatchFileSnapshot(golden("end-of-the-day"));
});

test("a citizen who steps away", async () => {
  const story = new Telling("A citizen steps away for 15 minutes and comes back: in line for The Q all the time. Another stays away");
  const [first, second] = [story.ticket("licence"), story.ticket("licence")];
  story.do("notes that the first is away for 15 minutes", "step-away", first, { minutes: 15 });
  story.do("notes that the second is away for 15 minutes", "step-away", second, { minutes: 15 });
  story.do("notes that the first is back", "come-back", first);
  story.callNext();
  story.do("begins", "begin", first);
  story.do("finishes", "finish", first);
  story.moment("The hub sees that the second stayed away");
  await expect(String(story)).toMatchFileSnapshot(golden("stepped-away"));
});
