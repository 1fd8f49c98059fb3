import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { notify, ownRelay } from './relays.js';
import { othersOf, readersOf, stateOf } from './rules/relay.js';
import { relayStore } from './store.js';
import type { Relay, RelayId } from './types.js';

/** Ends the relay for the member for good; who is left alone in it is told. Throws a `NotFoundError` for a relay of others. */
export async function stopRelay(context: Context, member: MemberId, id: RelayId): Promise<void> {
  const relay = await ownRelay(context, member, id);
  await leaveRelay(context, relay, member, { notifyOthers: true });
  await context.features.changed(context, { key: relay.key, members: relay.members.map((one) => one.member) });
}

/** Takes the member out of the relay, and ends it when fewer than two are left. */
export async function leaveRelay(
  context: Context,
  relay: Relay,
  member: MemberId,
  { notifyOthers }: { readonly notifyOthers: boolean },
): Promise<void> {
  if (relay.state === 'ended' || stateOf(relay, member) === 'stopped') return;
  const store = relayStore(context.tx);
  await store.setMember(relay.id, member, 'stopped');
  const others = othersOf(relay, member);
  if (others.length > 1) return;
  await store.update(relay.id, { state: 'ended' });
  if (notifyOthers) await notify(context, relay, others, { kind: 'relay.ended', key: 'stopped' });
  context.logger.info({ relay: relay.id }, 'relay ended');
}

/** The members of the relay have exchanged contact details and reach one another without the bot. */
export async function endByContact(context: Context, member: MemberId, id: RelayId): Promise<void> {
  const relay = await ownRelay(context, member, id);
  if (relay.state !== 'open') return;
  await relayStore(context.tx).update(id, { state: 'ended' });
  await notify(context, relay, readersOf(relay, member), { kind: 'relay.ended', key: `contact${relay.words}`, args: { member } });
  await context.features.heard(context, { key: relay.key, member, at: context.now });
  await context.features.changed(context, { key: relay.key, members: relay.members.map((one) => one.member) });
}
