import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { Person } from '../../ports/people.js';
import { othersOf, standingOf, stateOf } from './rules/relay.js';
import { relayStore } from './store.js';
import type { Relay, RelayId } from './types.js';

/**
 * A relay that the member is in. Throws the same `NotFoundError` for a relay of others and for one that never existed, so
 * that nobody can tell them apart.
 */
export async function ownRelay(context: Context, member: MemberId, id: RelayId): Promise<Relay> {
  const relay = await relayStore(context.tx).find(id);
  if (!relay || stateOf(relay, member) === undefined) {
    throw new NotFoundError(`relay ${id} is not of member ${member}`, phrase('relay.error.not-yours'));
  }
  return relay;
}

/** The other members of a relay, as far as they take part or have yet to answer. */
export function othersIn(context: Context, relay: Relay, member: MemberId): Promise<readonly Person[]> {
  return context.people.findMany(othersOf(relay, member));
}

/** Throws an `InputError` unless the member can write to somebody in the relay now. */
export function assertOpen(relay: Relay, member: MemberId): void {
  const standing = standingOf(relay, member);
  if (standing === 'ended') throw new InputError('the relay is over', phrase('relay.error.over'));
  if (standing !== 'open') throw new InputError('not open yet', phrase('relay.error.not-open'));
}

/** Plans a message of the relay to each of `to`, in their own places with the bot. */
export async function notify(
  context: Context,
  relay: Relay,
  to: readonly MemberId[],
  message: { readonly kind: string; readonly key: string; readonly args?: object },
): Promise<void> {
  await context.deliveries.plan(
    to.map((member) => ({
      key: `relay:${relay.id}:${message.key}:${member}`,
      kind: message.kind,
      args: { relay: relay.id, ...message.args },
      to: { to: 'room', room: relay.key, member } as const,
      dueAt: context.now,
    })),
  );
}
