/** What every fault says in English: to staff and office IT, and to citizens where they can meet it. */
import { appointmentCitizenTextsEn, appointmentTextsEn } from "./appointment-faults.ts";
import { configurationTextsEn } from "./configuration-faults.ts";
import { dayCitizenTextsEn, dayTextsEn } from "./day-faults.ts";
import type { CitizenTexts, StaffTexts } from "./fault-text.ts";
import { fleetTextsEn } from "./fleet-faults.ts";
import { identityTextsEn } from "./identity-faults.ts";
import { machineTextsEn } from "./machine-faults.ts";
import { moveTextsEn } from "./move-faults.ts";
import { panelTextsEn } from "./panel-faults.ts";
import { peopleTextsEn } from "./people-faults.ts";
import { updateTextsEn } from "./update-faults.ts";
import { visitLifeTextsEn } from "./visit-life-faults.ts";

const again = "Look at the screen, then try again.";

export const staffTextsEn: StaffTexts = {
  ...appointmentTextsEn,
  ...moveTextsEn,
  ...dayTextsEn,
  ...visitLifeTextsEn,
  ...panelTextsEn,
  ...updateTextsEn,
  ...machineTextsEn,
  ...configurationTextsEn,
  ...identityTextsEn,
  ...peopleTextsEn,
  ...fleetTextsEn,
  "unknown-service": { what: "The office has no such service[: {service}].", advice: "Choose a service from the list." },
  "unknown-visit": { what: "This ticket is not in line any more.", advice: "Look at the list of tickets and choose another." },
  "unknown-counter": { what: "The office has no such counter[: {counter}].", advice: "Choose a counter of this office." },
  "unknown-agent": { what: "The office has no such agent[: {agent}].", advice: "Sign in again, or ask your manager to add you." },
  "unknown-command": {
    what: "The hub has no such command[: {command}].",
    advice: "Load the page again. Programs find the commands in /api/v1/openapi.json.",
  },
  "bad-request": {
    what: "The hub cannot read this request[: {path}][: {what}].",
    advice: "Load the page again. Programs find the right form in /api/v1/openapi.json.",
  },
  "bad-configuration": {
    what: "The configuration is missing or not right[: {path}][: {what}].",
    advice: "Correct the file and start the hub again. The log names every problem.",
  },
  "changed-meanwhile": { what: "Somebody else was quicker[: {number} has changed][: counter {counter} has changed].", advice: again },
  "other-epoch": { what: "The hub was replaced since this page was loaded.", advice: "Load the page again." },
  "not-signed-in": { what: "You are not signed in[ at counter {counter}].", advice: "Sign in at the counter, then try again." },
  "counter-taken": {
    what: "Another agent is signed in at this counter[ ({counter})].",
    advice: "Choose another counter, or ask the agent to sign out.",
  },
  "already-signed-in": { what: "You are already signed in[ at counter {counter}].", advice: "Sign out there first." },
  "counter-busy": {
    what: "This counter[ ({counter})] already has a citizen[: {number}].",
    advice: "Finish with this citizen first.",
  },
  "counter-free": { what: "Nobody is at this counter[ ({counter})].", advice: "Call the next citizen first." },
  "nobody-waiting": { what: "Nobody is waiting for this counter[ ({counter})].", advice: "Wait for the next ticket." },
  "not-waiting": { what: "[{number}: ]This ticket is not waiting any more.", advice: again },
  "not-called": { what: "[{number}: ]This ticket is not being called.", advice: again },
  "not-serving": { what: "[{number}: ]This citizen is not being served.", advice: "Begin service first." },
  "already-ended": { what: "[{number}: ]This visit has ended.", advice: "Nothing more to do for this ticket." },
  "wrong-counter": { what: "[{number}: ]This ticket is at another counter[ ({counter})].", advice: "Leave it to the agent there." },
  "queue-not-taken": {
    what: "[{number}: ]This counter[ ({counter})] does not take this service.",
    advice: "Call another ticket, or choose a counter that takes it.",
  },
  "service-already-assigned": { what: "[{number}: ]This ticket already has a service.", advice: again },
  "day-not-open": { what: "The day is not open[: {date}].", advice: "Open the day on the manager's page." },
  "day-already-open": { what: "The day is already open[: {date}].", advice: "Close it before you open another." },
  "day-not-after-last": {
    what: "A day opens only once, and only forward[: {date} is not after {last}].",
    advice: "Open a later date.",
  },
  "key-reused": {
    what: "This request bears the key of another one[: {command}].",
    advice: "Load the page again. Programs draw a new key for every command.",
  },
  "confirm-first": {
    what: "[{number} ]was already waiting while the hub was away. It may have been served by voice.",
    advice: "Call it, or say that it was served or has left.",
  },
  "nothing-to-confirm": { what: "[{number}: ]Nothing is asked about this ticket any more.", advice: again },
  "number-unreadable": { what: "This is no ticket number[: {number}].", advice: "Type it as on the paper, such as C12, or scan its code." },
  "number-known": {
    what: "[{number}: ]The hub knows this ticket.",
    advice: "Find it in the list and call it from there.",
  },
  "number-not-ours": {
    what: "No kiosk of this office gives such a number[: {number}].",
    advice: "Check the letter. If the paper is from another office or day, give the citizen a new ticket.",
  },
  "still-arriving": {
    what: "[{number}: ]Earlier tickets of the same kiosk are still on their way.",
    advice: "Wait a moment, then try again.",
  },
  "clock-doubted": {
    what: "The hub's clock cannot be right. Tickets and calls go on; no date opens by itself.",
    advice: "Set the clock of the hub's machine, or connect it to a time server. Then confirm the time on the manager's page.",
  },
  "hub-superseded": {
    what: "Another hub has taken over this office. This one does nothing any more.",
    advice: "Switch this one off. If it should be in charge, stop the other one and promote this one.",
  },
  "storage-full": {
    what: "[{device}: ]The disk is full. Nothing that was recorded is lost, but nothing new can be recorded.",
    advice: "Free space on the disk. Work goes on by itself.",
  },
  "storage-failed": {
    what: "[{device}: ]The disk does not work[: {cause}].",
    advice: "Check the disk and the folder's permissions. If it goes on, restore the hub on another disk.",
  },
  "storage-in-use": {
    what: "Another hub already uses this data folder[: {data}].",
    advice: "Stop the other hub, or give this one its own data folder.",
  },
  "port-taken": {
    what: "Another program uses port[ {port} of] this machine.",
    advice: "Stop that program (ss -ltnp shows which), or write another port in the configuration file; 0 takes any free one.",
  },
  "address-not-loopback": {
    what: "Without certificates the hub is open to this machine only[, not to {address}].",
    advice: 'Write "host": "127.0.0.1" in the configuration file, or leave it out.',
  },
  overloaded: { what: "Too much is asked at once.", advice: "Wait a moment, then try again." },
  "time-zone-data-old": {
    what: "This machine's time zone data[ ({version})] is too old: tickets would bear the wrong hour in winter.",
    advice: "Run the hub with the Node that comes with it, or update Node: time zone data 2026c or newer.",
  },
  "pages-not-built": {
    what: "The pages are not built[: {folder} is missing].",
    advice: "Run npm run build, then load the page again.",
  },
  "row-quarantined": {
    what: "[{device}: ]A record could not be read. It is kept, but counts nowhere.",
    advice: "Update the hub: the device may be newer. Then tell support.",
  },
  "log-gap": { what: "[{device}: ]Records are missing[ ({from} to {to})].", advice: "Tell support. Work goes on." },
  "log-forked": {
    what: "[{device}: ]Two different records of this device existed, as after restoring an old copy of its card. Both are kept.",
    advice: "Look in its tickets of today for numbers given twice. If the card was copied, set the copy up anew.",
  },
  "log-too-long": {
    what: "[{device}: ]The device has kept as many records as it may without the hub.",
    advice: "Reconnect it to the hub. It works again by itself as soon as its records are taken.",
  },
  "follower-unreachable": {
    what: "The standby hub[ at {address}] cannot be reached. The office works; its copy grows old.",
    advice: "Check that the standby hub is switched on. It catches up by itself.",
  },
  "handover-not-taken": {
    what: "The standby hub[ at {address}] has not taken the newest list of devices[ ({cause})]. The office works; what it took before stays there.",
    advice: "Check the standby hub, and its key in this hub's file. It is tried again by itself.",
  },
  "handover-unusable": {
    what: "What the hub handed over to this standby cannot be used[: {cause}].",
    advice:
      "Put it right, or move handover.age and handover.key out of the data folder and promote without them: then devices need new cards.",
  },
  "citizen-page-unfed": {
    what: "Tickets name a page on which their holders could see how they stand, and this hub has nobody to tell it.",
    advice: "Write central's address into the hub's file, or take the page's address out of the office's rules.",
  },
  "archive-failed": {
    what: "Old records could not be archived[ ({cause})]. Nothing is deleted.",
    advice: "Check the archive folder and its free space. It is tried again by itself.",
  },
  "archive-missing": {
    what: "After this update the hub must read its archived records once, and they are not in its archive folder[ ({cause})].",
    advice: "Put the files back into the archive folder, then start the hub again.",
  },
  "restore-failed": {
    what: "The backup was not restored[: {cause}]. Nothing was changed.",
    advice: "Name a whole backup, the key that opens it, and an empty data folder.",
  },
  "backup-failed": {
    what: "The backup failed[ ({cause})]. The office works.",
    advice: "Check the backup folder and its free space. It is tried again by itself.",
  },
  "letters-exhausted": { what: "All ticket letters have been given.", advice: "Tell support: this office needs a new set of letters." },
  "broker-unreachable": {
    what: "The hub does not reach the broker[ at {address}]. Kiosks go on by themselves; boards stand still.",
    advice: "Check that the broker runs and its address is right. The hub keeps trying.",
  },
  "collector-unreachable": {
    what: "The analytics collector does not answer. Nothing is lost: events wait here.",
    advice: "Nothing to do in the office. If it lasts for days, tell support.",
  },
  "collector-refused": {
    what: "The analytics collector refuses our events[ (status {status})]. They wait here.",
    advice: "Tell support: the collector's address or its schemas may be wrong.",
  },
  "central-unreachable": {
    what: "The central service does not answer. Nothing is lost: records wait here.",
    advice: "Nothing to do in the office. If it lasts for days, tell support.",
  },
  "analytics-simulated": {
    what: "This office runs faster than real time, so its events stay on this machine.",
    advice: "Nothing to do. Run in real time to report to a collector elsewhere.",
  },
  "hub-too-old": {
    what: "[{device}: ]The hub's program is older than this device's.",
    advice: "Update the hub. Hubs are updated before devices.",
  },
  "storage-new": {
    what: "[{device}: ]This card is new here, so the device must reach the hub once before it gives tickets.",
    advice: "Connect it to the hub. It goes on by itself.",
  },
  "wrong-pin": { what: "This is not the PIN.", advice: "Try again. After five attempts the page waits for a minute." },
  "pin-paused": { what: "There were five wrong attempts.", advice: "Wait a minute[ ({seconds} s left)], then try again." },
  "staff-page-off": { what: "This kiosk has no PIN for staff.", advice: "Ask office IT to set one in the office's configuration." },
  "hub-away": {
    what: "The hub cannot be reached.",
    advice: "Check the network cable and that the hub is switched on. Kiosks go on issuing tickets.",
  },
  "not-enrolled": {
    what: "[{device}: ]This device is not in the office's configuration.",
    advice: "Add it to the configuration, or give it the name it has there.",
  },
  "printer-offline": {
    what: "[{device}: ]The printer does not answer.",
    advice: "Check its power and cable. Tickets are shown on the screen.",
  },
  "printer-paper-out": {
    what: "[{device}: ]The printer has no paper.",
    advice: "Load a new roll. Tickets are shown on the screen until then.",
  },
  "printer-paper-low": {
    what: "[{device}: ]The printer's paper is almost used up[: about {tickets} tickets left].",
    advice: "Have a new roll ready.",
  },
  "printer-cover-open": { what: "[{device}: ]The printer's cover is open.", advice: "Close it until it clicks." },
  "printer-cutter-stuck": {
    what: "[{device}: ]The printer's cutter is stuck.",
    advice: "Switch the printer off, take out jammed paper, close the cover and switch it on. Tickets are shown on the screen.",
  },
  "printer-error": {
    what: "[{device}: ]The printer reports an error.",
    advice: "Look for jammed paper, then switch the printer off and on.",
  },
  "printer-silent": {
    what: "[{device}: ]The printer takes data but does not say what it does.",
    advice: "Look whether tickets come out. If not, switch the printer off and on.",
  },
  "printer-unrecognised": {
    what: "[{device}: ]This printer is not known here[: it calls itself {model}]. It is used as a plain 80 mm printer.",
    advice: "Look whether a ticket is whole and its accents are right. Name the printer's profile in the device's file.",
  },
  "printer-logo-unusable": {
    what: "[{device}: ]The logo for tickets cannot be used[ ({path})][: {why}]. Tickets come out without it.",
    advice: "Name a PNG picture of at most 1 MB and 2,000 by 2,000 dots, dark on white, in the device's file, and start it again.",
  },
  "printer-logo-refused": {
    what: "[{device}: ]The printer does not keep the logo. Tickets come out without it.",
    advice:
      "It may be a model without such memory, or its memory is full: clear that with its maker's program. Or take the logo out of the device's file.",
  },
  "printer-in-use": {
    what: "[{device}: ]Another program holds the printer[ at {path}].",
    advice: "Stop the other program, such as CUPS or ipp-usb, and keep it from starting.",
  },
  "printer-not-a-device": {
    what: "[{device}: ]There is no printer[ at {path}]: it is something else.",
    advice: "Name the printer's device in the device's file, such as /dev/usb/lp0 or /dev/ttyUSB0.",
  },
  "printer-not-allowed": {
    what: "[{device}: ]This program may not use the printer[ at {path}].",
    advice: "Add its user to the group lp for USB, or dialout for a serial line, and start it again.",
  },
  "print-unknown": {
    what: "[{device}: ]Nobody knows whether the last ticket[ {number}] was printed.",
    advice: "Look at the printer. The citizen can ask for one copy.",
  },
  "reprint-used": { what: "[{number}: ]This ticket was already printed again once.", advice: "Write the number on paper for the citizen." },
  "sign-unreachable": {
    what: "[{device}: ]Signs are not connected[: {signs}][ ({line})].",
    advice: "Plug in their cable at the device. If it is in, ask IT to compare the path in the device's file.",
  },
  "sign-silent": {
    what: "[{device}: ]Signs do not answer[: {signs}].",
    advice:
      "Check their power and the cable from sign to sign. If both are well, ask IT to compare address and speed with the device's file.",
  },
  "sign-refuses": {
    what: "[{device}: ]Signs refuse what they are told to show[: {signs}].",
    advice: "Ask IT to compare the registers in the device's file with the sign's manual.",
  },
  "scanner-unreachable": {
    what: "[{device}: ]The scanner is not connected[ ({line})].",
    advice: "Plug in its cable. Until then people type their codes. If it is plugged in, ask IT to check its path in the device's file.",
  },
  "scanner-garbled": {
    what: "[{device}: ]What the scanner sends cannot be read[ ({path})].",
    advice: "Ask IT to set the scanner to plain text with Enter behind it, and to the speed in the device's file.",
  },
  "voice-missing": {
    what: "[{device}: ]This board cannot speak: espeak-ng is not installed.",
    advice: "Install espeak-ng on it. Until then it plays a chime.",
  },
  "voice-no-output": {
    what: "[{device}: ]Calls cannot be heard: the sound output does not play[ ({output}: {cause})].",
    advice: "Check that the loudspeaker is on and plugged in. If it is, ask IT to check the sound output in the device's file.",
  },
  "device-away": { what: "[{device}: ]The device cannot be reached.", advice: "Check its power and network cable." },
};

const seeStaff = "Please see a staff member.";

export const citizenTextsEn: CitizenTexts = {
  ...appointmentCitizenTextsEn,
  ...dayCitizenTextsEn,
  otherwise: { what: "This kiosk is out of service.", advice: seeStaff },
  "unknown-service": { what: "This service is not offered here just now.", advice: "Please choose another, or see a staff member." },
  "unknown-visit": { what: "This ticket cannot be found.", advice: seeStaff },
  "bad-request": { what: "That did not work.", advice: "Please start again." },
  "day-not-open": { what: "The office is closed.", advice: "Please come back during opening hours." },
  "storage-full": { what: "This kiosk cannot give out tickets just now.", advice: seeStaff },
  "storage-failed": { what: "This kiosk cannot give out tickets just now.", advice: seeStaff },
  overloaded: { what: "That took too long.", advice: "Please try again in a moment." },
  "letters-exhausted": { what: "This kiosk cannot give out tickets just now.", advice: seeStaff },
  "not-enrolled": { what: "This kiosk is not ready yet.", advice: seeStaff },
  "hub-away": { what: "Your ticket is valid.", advice: "Calling may be slow just now. Please stay in the waiting room." },
  "printer-offline": { what: "The printer is not working. Your number is on the screen.", advice: "Please remember it or take a photo." },
  "printer-paper-out": { what: "The printer has no paper. Your number is on the screen.", advice: "Please remember it or take a photo." },
  "printer-paper-low": { what: "The printer's paper is almost used up.", advice: "Please take your ticket." },
  "printer-cover-open": { what: "The printer is open. Your number is on the screen.", advice: "Please remember it or take a photo." },
  "printer-cutter-stuck": {
    what: "The printer is not working. Your number is on the screen.",
    advice: "Please remember it or take a photo.",
  },
  "printer-error": { what: "The printer is not working. Your number is on the screen.", advice: "Please remember it or take a photo." },
  "printer-silent": {
    what: "Your ticket may not have been printed. Your number is on the screen.",
    advice: "Please remember it or take a photo.",
  },
  "print-unknown": { what: "Your ticket may not have been printed. Your number is on the screen.", advice: "You can ask for one copy." },
  "reprint-used": { what: "This ticket was already printed again once.", advice: "Please remember your number or take a photo." },
};
