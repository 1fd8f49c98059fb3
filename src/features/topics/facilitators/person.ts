import type { MemberId } from '../../../core/ids.js';
import type { Context, PersonHooks } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import { giveBack } from './give-back.js';
import { declineWhatWasAsked } from './volunteer.js';

export const facilitatorPerson: PersonHooks = {
  /** In the export of proposals: all of topics is read in one statement. */
  exportPersonalData: async () => ({}),
  onMemberRemoved: (context, member) => standDown(context, member),
  async onMembersMerged(context, { into }) {
    const store = topicsStore(context.tx);
    for (const topic of await store.topicsOf(into)) {
      if (topic.facilitator !== into) continue;
      // Nobody can learn from themselves, so the seat beside the facilitator becomes free.
      if (topic.shadow === into) await store.leaveSeat(topic.id, 'shadow', into);
      const known = await store.facilitation(topic.id, into, 'facilitator');
      if (known && known.state !== 'agreed') await store.saveFacilitation({ ...known, state: 'agreed', answeredAt: context.now });
    }
  },
  onMemberReturned: async () => {},
};

/** Somebody is gone: they give back what they agreed to, what they were asked counts as no, and the next ones are asked. */
async function standDown(context: Context, member: MemberId): Promise<void> {
  for (const topic of await topicsStore(context.tx).topicsOf(member)) {
    if (topic.state !== 'planned' && topic.state !== 'open') continue;
    if (topic.facilitator === member) await giveBack(context, topic, 'facilitator', { member, state: 'handed-over' });
    if (topic.shadow === member) await giveBack(context, topic, 'shadow', { member, state: 'handed-over' });
  }
  await declineWhatWasAsked(context, member);
}
