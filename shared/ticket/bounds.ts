/** Bounds of what a scanner or a hand gives back, for whoever only takes it in: without what reads it. */

/** The longest text that a scanner may hand over as a ticket's code. */
export const ticketTextMax = 320;
