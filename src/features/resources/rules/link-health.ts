import { after, DAY, HOUR, type Instant } from '../../../core/time.js';
import type { EditionId } from '../types.js';

const MONTH = 30 * DAY;
/** Tries until a link counts as lost that is refused, or that nobody answers: sites and lines have bad days. */
const TRIES = { refused: 2, unreachable: 3 } as const;

interface Found {
  readonly state: 'alive' | 'gone' | 'refused' | 'unreachable' | 'closed';
  readonly status?: number;
}

interface Known {
  readonly tries: number;
  readonly badSince: Instant | null;
}

/** What a look at a link means after what was known of it: when it counts as lost, and when it is looked at again. */
export function judgeLink(known: Known | undefined, found: Found, edition: EditionId, now: Instant) {
  if (found.state === 'alive') return { tries: 0, badSince: null, nextAt: nextMonth(edition, now) };
  const tries = (known?.tries ?? 0) + 1;
  const needed = found.state === 'refused' || found.state === 'unreachable' ? TRIES[found.state] : 1;
  if (tries < needed && (known?.badSince ?? null) === null) return { tries, badSince: null, nextAt: after(now, (2 * tries - 1) * DAY) };
  return { tries, badSince: known?.badSince ?? now, nextAt: nextMonth(edition, now) };
}

/** Links that were added together drift apart, so that a month's work is not one hour's. */
const nextMonth = (edition: EditionId, now: Instant): Instant => after(now, MONTH + (edition % 72) * HOUR);

/** Where not one of several servers answers, the bot's own line is cut: nothing is held against them. */
export function isOwnOutage(found: readonly { readonly link: string; readonly state: Found['state'] }[]): boolean {
  const hosts = new Set(found.map(({ link }) => new URL(link).host));
  return hosts.size > 1 && found.every(({ state }) => state === 'unreachable');
}
