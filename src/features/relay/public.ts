import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { Context } from '../../feature-api/index.js';
import { standingCard } from './cards/relay.js';
import { othersIn } from './relays.js';
import { stateOf } from './rules/relay.js';
import { type RelayOffer, relayStore } from './store.js';
import type { Relay } from './types.js';

/** What later features may use of relays. */
export type { Relay } from './types.js';

/** Offers relays to people who have no place in common. A key that has a relay already changes nothing. */
export function offerRelays(context: Context, offers: readonly RelayOffer[]): Promise<void> {
  return relayStore(context.tx).offer(offers);
}

/** A relay by its key; undefined if there is none. */
export function findRelay(context: Context, key: string): Promise<Relay | undefined> {
  return relayStore(context.tx).findByKey(key);
}

/** The keys among these that have a relay. */
export async function relayKeys(context: Context, keys: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(await relayStore(context.tx).keysAmong(keys));
}

/** The card of a relay as `reader` should see it now; undefined if there is none or they are not in it. */
export async function relayCard(context: Context, key: string, reader: MemberId, language: Language): Promise<Card | undefined> {
  const relay = await findRelay(context, key);
  if (!relay || stateOf(relay, reader) === undefined) return undefined;
  return standingCard(relay, reader, await othersIn(context, relay, reader), language);
}
