import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { notify, ownRelay } from './relays.js';
import { isTalk, readersOf, stateOf } from './rules/relay.js';
import { relayStore } from './store.js';
import type { Relay, RelayId } from './types.js';

/**
 * The member agrees to the relay; when a second one has agreed, it opens. After contact details were exchanged, it opens
 * again. Throws an `InputError` once it is over, a `NotFoundError` for a relay of others.
 */
export async function acceptRelay(context: Context, member: MemberId, id: RelayId): Promise<Relay> {
  const relay = await ownRelay(context, member, id);
  const wasAccepted = stateOf(relay, member) === 'accepted';
  const isStopped = relay.members.some(({ state }) => state === 'stopped');
  if (relay.state === 'ended' && (isStopped || !wasAccepted)) {
    throw new InputError('the relay is over', phrase('relay.error.over'));
  }
  const store = relayStore(context.tx);
  await store.setMember(id, member, 'accepted');
  const accepted: Relay = {
    ...relay,
    members: relay.members.map((one) => (one.member === member ? { ...one, state: 'accepted' as const } : one)),
  };
  if (!isTalk(accepted)) {
    await context.features.changed(context, { key: relay.key, members: [member] });
    return accepted;
  }
  await store.update(id, { state: 'open' });
  if (!wasAccepted || relay.state === 'ended') {
    // The last member to agree reads it in the answer.
    await notify(context, accepted, readersOf(accepted, member), {
      kind: 'relay.opened',
      key: relay.state === 'ended' ? `reopened${relay.words}` : `opened${member}`,
    });
  }
  await context.features.changed(context, { key: relay.key, members: accepted.members.map((one) => one.member) });
  return { ...accepted, state: 'open' };
}
