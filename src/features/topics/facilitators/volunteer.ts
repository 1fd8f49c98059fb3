import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import { planNext } from './ask.js';
import { planLook } from './look-planning.js';

/** Offers to facilitate any topic, or to learn beside a facilitator first. Whoever needs somebody finds them at the next look. */
export async function volunteer(context: Context, member: MemberId, learns: boolean): Promise<void> {
  await topicsStore(context.tx).saveVolunteer(member, { learns, since: context.now });
  await planLook(context);
}

/** Takes the offer back: questions that wait for an answer count as answered with no. What was agreed to stays agreed. */
export async function stopVolunteering(context: Context, member: MemberId): Promise<void> {
  await topicsStore(context.tx).removeVolunteer(member);
  await declineWhatWasAsked(context, member);
}

/** Answers each question that waits for this member with no, and asks the next ones. */
export async function declineWhatWasAsked(context: Context, member: MemberId): Promise<void> {
  const store = topicsStore(context.tx);
  const { parts } = await store.partsOf(member);
  for (const { topic, role, state } of parts) {
    if (state !== 'asked') continue;
    await store.moveFacilitation({ topic: topic.id, member, role }, ['asked'], { state: 'declined', at: context.now });
    await planNext(context, topic.id, role);
  }
}
