import { type MemberId, toId } from '../../core/ids.js';
import { HOUR, type Instant, periodAt } from '../../core/time.js';
import type { Context, Listener } from '../../feature-api/index.js';
import { notify } from './relays.js';
import { standingOf, stateOf } from './rules/relay.js';
import { relayStore } from './store.js';
import type { Relay } from './types.js';

/** The room of one member, by the key that its conversation is saved under. */
const ROOM = /^room:(.+):(\d{1,15})$/;

/** Answers what somebody types in their room, which the bot does not read, once an hour. */
export const relayListener: Listener = {
  async heard(context, { key, member, at }) {
    const relay = await relayIn(context, key, member);
    if (relay) await sayHow(context, relay, member, at);
  },
  /** A direct conversation with the bot is a room too. Of several relays in it the newest is meant in which the member can write. */
  async addressed(context, { member, conversation, at }) {
    if (conversation.kind !== 'direct') return false;
    const relay = (await relayStore(context.tx).ofMember(member)).find((each) => standingOf(each, member) === 'open');
    if (relay) await sayHow(context, relay, member, at);
    return relay !== undefined;
  },
};

const sayHow = (context: Context, relay: Relay, member: MemberId, at: Instant): Promise<void> =>
  notify(context, relay, [member], { kind: 'relay.how', key: `how${periodAt(at, HOUR)}` });

/** The relay that a conversation is a member's room of. */
async function relayIn({ tx }: Context, key: string, member: MemberId): Promise<Relay | undefined> {
  const [, room, owner] = ROOM.exec(key) ?? [];
  if (room === undefined || toId<MemberId>(Number(owner)) !== member) return undefined;
  const relay = await relayStore(tx).findByKey(room);
  return relay && stateOf(relay, member) !== undefined ? relay : undefined;
}
