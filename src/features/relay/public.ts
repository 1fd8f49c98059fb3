import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { Context } from '../../feature-api/index.js';
import { standingCard } from './cards/relay.js';
import { othersIn } from './relays.js';
import { stateOf } from './rules/relay.js';
import { relayStore } from './store.js';
import type { Relay } from './types.js';

/** What later features may use of relays. */
export type { Relay } from './types.js';

/** Offers a relay to people who have no place in common. `key` names what it belongs to; a second call changes nothing. */
export function offerRelay(context: Context, key: string, members: readonly MemberId[]): Promise<Relay> {
  return relayStore(context.tx).offer(key, members);
}

export function findRelay(context: Context, key: string): Promise<Relay | undefined> {
  return relayStore(context.tx).findByKey(key);
}

/** The card of a relay as `reader` should see it now; undefined if there is none or they are not in it. */
export async function relayCard(context: Context, key: string, reader: MemberId, language: Language): Promise<Card | undefined> {
  const relay = await findRelay(context, key);
  if (!relay || stateOf(relay, reader) === undefined) return undefined;
  return standingCard(relay, reader, await othersIn(context, relay, reader), language);
}
