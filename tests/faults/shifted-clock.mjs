/** Loaded before a program: its wall clock is wrong by THE_Q_CLOCK_SHIFT_MS. Monotonic time stays true, as on a machine without a time server. */
const shiftMs = Number(process.env.THE_Q_CLOCK_SHIFT_MS ?? "0");
const trueNow = Date.now;
Date.now = () => trueNow() + shiftMs;
