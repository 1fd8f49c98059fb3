import type { Actor } from '../../../core/access.js';
import { NotFoundError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { hashOfSecret, secretsOf } from '../secrets.js';
import { eventsStore } from '../store/index.js';

/** The calendar of all events, a member's own, and the page that leads to either. They stand in people's calendars, so they never change. */
export const PUBLIC_FEED = 'events/calendar';
export const OWN_FEED = 'events/feed';
export const SUBSCRIBE = 'events/subscribe';
const EXTENSION = '.ics';

/** Where somebody subscribes to a calendar. */
export interface FeedAddress {
  /** The calendar itself. */
  readonly feed: string;
  /** A page that opens it in a calendar. */
  readonly page: string;
}

/** The address of a member's own calendar; `renew`: another one, and the earlier one is over. Throws where the bot has no public address. */
export async function ownFeed(context: Context, { id }: Pick<Actor, 'id'>, how: 'show' | 'renew'): Promise<FeedAddress> {
  const store = eventsStore(context.tx);
  const known = await store.feedOf(id);
  const madeAt = known === undefined || how === 'renew' ? context.now : known;
  const secrets = await secretsOf(context);
  const token = await secrets(purposeOf(id, madeAt));
  const [feed, page] = [context.addressOf(OWN_FEED, `${token}${EXTENSION}`), context.addressOf(SUBSCRIBE, token)];
  if (feed === undefined || page === undefined) throw new NotFoundError('no public address', phrase('events-calendars.error.no-address'));
  if (madeAt !== known) await store.saveFeed(id, await hashOfSecret(token), madeAt);
  return { feed, page };
}

/** The calendar of all events; undefined where the bot has no public address. */
export function publicFeed({ addressOf }: Pick<Context, 'addressOf'>): FeedAddress | undefined {
  const [feed, page] = [addressOf(PUBLIC_FEED, `events${EXTENSION}`), addressOf(SUBSCRIBE)];
  return feed === undefined || page === undefined ? undefined : { feed, page };
}

/** The secret of an address of a calendar. */
export const tokenOf = (rest: string): string => (rest.endsWith(EXTENSION) ? rest.slice(0, -EXTENSION.length) : rest);

/** The member whose calendar has this secret. */
export async function memberOfToken(context: Context, token: string): Promise<MemberId | undefined> {
  return eventsStore(context.tx).memberOfFeed(await hashOfSecret(token));
}

const purposeOf = (member: MemberId, madeAt: Instant): string => `feed ${member} ${madeAt}`;
