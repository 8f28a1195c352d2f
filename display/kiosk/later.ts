/** The screens after the choices, and their styles: loaded a moment after the first screen, which stands without them. */
import { appointmentScreen, checkInHeading, checkInScreen, typeScreen } from "./check-in-screens.ts";
import { confirmScreen } from "./confirm-screen.ts";
import { helpDialog, idleDialog } from "./dialogs.ts";
import { searchScreen } from "./search-screen.ts";
import { checkInStyles } from "./styles-check-in.ts";
import { confirmStyles } from "./styles-confirm.ts";
import { dialogStyles } from "./styles-dialogs.ts";
import { searchStyles } from "./styles-search.ts";
import { ticketStyles } from "./styles-ticket.ts";
import { slipHeading, slipScreen } from "./ticket-desk-screen.ts";
import { issuingScreen, refusedScreen, ticketScreen } from "./ticket-screens.ts";

export { startHeartbeat } from "../base/heartbeat.ts";

const checkIn = { slipHeading, slipScreen, appointmentScreen, checkInHeading, checkInScreen, typeScreen };
export const laterScreens = { ...checkIn, confirmScreen, helpDialog, idleDialog, issuingScreen, refusedScreen, searchScreen, ticketScreen };
export type LaterScreens = typeof laterScreens;
export const laterStyles = [dialogStyles, confirmStyles, ticketStyles, searchStyles, checkInStyles];
