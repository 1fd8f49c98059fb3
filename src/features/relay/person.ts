import type { MemberId } from '../../core/ids.js';
import type { Context, PersonHooks } from '../../feature-api/index.js';
import { leaveRelay } from './end.js';
import { stateOf } from './rules/relay.js';
import { relayStore } from './store.js';

/** The recipients of the member's messages, and how many each got; texts are kept only until they arrive. */
async function exportPersonalData(context: Context, member: MemberId) {
  const relays = await relayStore(context.tx).ofMember(member);
  const others = relays.flatMap(({ members }) => members.map((one) => one.member)).filter((other) => other !== member);
  const names = new Map((await context.people.findMany([...new Set(others)])).map(({ id, name }) => [id, name]));
  return {
    relays: relays.map((relay) => ({
      with: relay.members.flatMap((one) => (one.member === member ? [] : (names.get(one.member) ?? []))),
      state: relay.state,
      words: relay.words,
      yours: stateOf(relay, member),
    })),
  };
}

export const relayPerson: PersonHooks = {
  exportPersonalData,
  async onMemberRemoved(context, member, how) {
    const store = relayStore(context.tx);
    for (const relay of await store.ofMember(member)) await leaveRelay(context, relay, member, { notifyOthers: false });
    if (how === 'erased') await store.removeMember(member);
  },
  onMembersMerged: (context, { from, into }) => relayStore(context.tx).mergeMembers(from, into),
  onMemberReturned: async () => {},
};
