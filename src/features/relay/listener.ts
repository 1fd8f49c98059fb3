import { type MemberId, toId } from '../../core/ids.js';
import { HOUR } from '../../core/time.js';
import type { Context, Listener } from '../../feature-api/index.js';
import { notify } from './relays.js';
import { standingOf, stateOf } from './rules/relay.js';
import { relayStore } from './store.js';
import type { Relay } from './types.js';

/** The room of one member, by the key that its conversation is saved under. */
const ROOM = /^room:(.+):(\d{1,15})$/;
/** A member's direct conversation with the bot, which is their room where the bot may write to them. */
const DIRECT = /^direct:/;

/** Answers what somebody types in their room, which the bot does not read, once an hour. */
export const relayListener: Listener = {
  async heard(context, { key, member, at }) {
    const relay = await relayIn(context, key, member);
    if (relay) await notify(context, relay, [member], { kind: 'relay.how', key: `how${Math.floor(at / HOUR)}` });
  },
};

/** The relay that a conversation is a member's room of. Of several in a direct conversation the newest in which they can write. */
async function relayIn({ tx }: Context, key: string, member: MemberId): Promise<Relay | undefined> {
  if (DIRECT.test(key)) return (await relayStore(tx).ofMember(member)).find((each) => standingOf(each, member) === 'open');
  const [, room, owner] = ROOM.exec(key) ?? [];
  if (room === undefined || toId<MemberId>(Number(owner)) !== member) return undefined;
  const relay = await relayStore(tx).findByKey(room);
  return relay && stateOf(relay, member) !== undefined ? relay : undefined;
}
