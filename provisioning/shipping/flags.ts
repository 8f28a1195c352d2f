/**
 * How Node is started where the project ships. A device does little and often has 1 GB for everything, so it runs without the
 * optimising compilers and with a small young generation; the hub keeps its compilers and bounds its young generation. What lives a moment
 * longer goes to the old one, which V8 would look through for the first time, and again, only after it had grown by hundreds of megabytes.
 */
export const shippedFlags = {
  hub: ["--max-semi-space-size=2", "--initial-old-space-size=96", "--heap-growing-percent=50"],
  device: ["--lite-mode", "--max-semi-space-size=1"],
} as const;
