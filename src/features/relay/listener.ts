import { type MemberId, toId } from '../../core/ids.js';
import { HOUR } from '../../core/time.js';
import type { Listener } from '../../feature-api/index.js';
import { notify } from './relays.js';
import { stateOf } from './rules/relay.js';
import { relayStore } from './store.js';

/** The room of one member, by the key that its conversation is saved under. */
const ROOM = /^room:(.+):(\d{1,15})$/;

/** Answers what somebody types in their room, which the bot does not read, once an hour. */
export const relayListener: Listener = {
  async heard(context, { key, member, at }) {
    const [, room, owner] = ROOM.exec(key) ?? [];
    if (room === undefined || toId<MemberId>(Number(owner)) !== member) return;
    const relay = await relayStore(context.tx).findByKey(room);
    if (!relay || stateOf(relay, member) === undefined) return;
    await notify(context, relay, [member], { kind: 'relay.how', key: `how${Math.floor(at / HOUR)}` });
  },
};
