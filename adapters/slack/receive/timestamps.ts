/** The seconds of a `ts` that Slack sends; not a number for anything but a text or a number. */
export const secondsOf = (ts: unknown): number => (typeof ts === 'string' || typeof ts === 'number' ? Number(ts) : Number.NaN);
