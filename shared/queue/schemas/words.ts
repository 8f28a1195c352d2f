/** The lists of words that events and commands may use. No schemas: pages have these without the library that reads schemas. */

/** How the citizen reached the office; the words of The Q. */
export const channels = ["in-person", "phone", "sms", "back-office", "email-fax-mail", "cats-assist", "mobile-assist"] as const;
export type Channel = (typeof channels)[number];

export const priorities = ["high", "default", "low"] as const;
export type Priority = (typeof priorities)[number];

export const parkReasons = ["form", "documents", "payment", "photo", "test", "other-office", "system", "other"] as const;
export type ParkReason = (typeof parkReasons)[number];

export const outcomes = ["done", "papers-missing", "wrong-office", "system-down", "to-be-continued"] as const;
export type Outcome = (typeof outcomes)[number];
