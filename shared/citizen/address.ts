/** Where the province serves the pages of tickets, as an office's configuration says it. */
import * as v from "valibot";

/** The longest address, without the `/t/` that follows it: the whole must fit into what a scanner hands over. */
export const pageAddressMax = 100;

/** Plain HTTP is for a page on this machine alone: what a phone asks for passes through other people's networks. */
export const pageAddress = v.pipe(
  v.string(),
  v.maxLength(pageAddressMax),
  v.regex(
    /^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost)(?=[:/]|$))[\x21\x24-\x3e\x40-\x7e]*[A-Za-z0-9/]?$/,
    "write the address citizens reach it by, such as https://queue.example",
  ),
  v.url("write the address citizens reach it by, such as https://queue.example"),
);
