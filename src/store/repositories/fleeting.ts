import { type Instant, toInstant } from '../../core/time.js';
import type { Context } from './context.js';

/** Begins the keys of messages that are kept for a while: `fleeting:<until>:<word>:<event>`. */
const PREFIX = 'fleeting:';
/** The next text after all that begin with the prefix. */
const END = 'fleeting;';

interface Fleeting {
  readonly id: number;
  readonly word: string;
  readonly until: Instant;
}

/** The word and the end in a key; `undefined` for the key of another message. */
export function readFleetingKey(key: string): { readonly word: string; readonly until: Instant } | undefined {
  const [, until, word] = /^fleeting:(\d{1,15}):([a-z-]+):/.exec(key) ?? [];
  return until === undefined || word === undefined ? undefined : { word, until: toInstant(Number(until)) };
}

/** Messages that are kept for a while: of one person, or of all. */
export async function fleetingMessages({ db, community }: Context, user?: string): Promise<readonly Fleeting[]> {
  const query = db
    .selectFrom('web_messages')
    .select(['id', 'key'])
    .where('community_id', '=', community)
    .where('key', '>=', PREFIX)
    .where('key', '<', END);
  const rows = await (user === undefined ? query : query.where('only_for', '=', user)).execute();
  return rows.flatMap(({ id, key }) => {
    const read = key === null ? undefined : readFleetingKey(key);
    return read ? [{ id, ...read }] : [];
  });
}
