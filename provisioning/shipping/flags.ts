/**
 * How Node is started where the project ships. A device does little and often has 1 GB for everything, so it runs without the
 * optimising compilers and with a small young generation; the hub keeps its compilers and bounds its young generation.
 */
export const shippedFlags = {
  hub: ["--max-semi-space-size=2"],
  device: ["--lite-mode", "--max-semi-space-size=1"],
} as const;
