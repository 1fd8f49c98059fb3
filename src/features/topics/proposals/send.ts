import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import type { ProposalId } from '../types.js';
import { discardDraft, requireDraft } from './draft.js';
import { assertMaySend } from './limits.js';

/**
 * Sends the member's draft. Throws a `NotFoundError` where there is none, such as after a first press, and an `InputError`
 * for more than one person may send.
 */
export async function sendDraft(context: Context, member: MemberId, anonymous: boolean): Promise<ProposalId> {
  const { savedAt: _, ...text } = await requireDraft(context, member);
  await assertMaySend(context, member, anonymous);
  const store = topicsStore(context.tx);
  const id = await store.insert(text, { anonymous, at: context.now });
  await store.addProposer(id, member, { anonymous, key: crypto.randomUUID() });
  await discardDraft(context, member);
  return id;
}
