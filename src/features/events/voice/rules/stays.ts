import { after, earliest, type Instant, latest, MINUTE } from '../../../../core/time.js';
import { shareOf } from '../../attendance/files/stays.js';
import type { Session } from '../../types.js';

/** How long before a session presence in its voice channel is noted, in milliseconds. */
export const EARLY = 15 * MINUTE;

/** Platforms tell every five minutes who is there: for a little longer than that somebody who did not leave is there. */
const KNOWN_FOR = 6 * MINUTE;

/** Whoever only looks in for less than that was not there, in percent of the session. */
const SHARE_MIN = 5;

/** From when to when somebody was in a voice channel. */
export interface VoiceStay {
  readonly cameAt: Instant;
  /** Null: they have not left as far as it is known. */
  readonly leftAt: Instant | null;
  /** When they were last seen there. */
  readonly seenAt: Instant;
}

/** When somebody left who is there no more, and of whom nobody heard that they leave: when they were last known to be there. */
export function leftUnheard({ cameAt, seenAt }: VoiceStay, since: Instant | undefined): Instant {
  return latest(cameAt, since ?? seenAt);
}

/** How much of a session somebody was there, in percent; undefined: not long enough to have been there. */
export function voiceShare(stays: readonly VoiceStay[], session: Pick<Session, 'startsAt' | 'endsAt'>): number | undefined {
  const known = stays.map(({ cameAt, leftAt, seenAt }) => ({
    from: cameAt,
    to: leftAt ?? earliest(session.endsAt, after(seenAt, KNOWN_FOR)),
  }));
  const share = shareOf([{ stays: known, minutes: undefined }], session);
  return share < SHARE_MIN ? undefined : share;
}
