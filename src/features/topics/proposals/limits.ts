import { localDateOf } from '../../../calendar/wall-clock.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { countedSince, type Refusal, refusalOf } from '../rules/limits.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';

/** Why the member cannot send one more proposal; undefined if they can. */
async function refusal(
  context: Context,
  member: MemberId,
  anonymous: boolean,
): Promise<{ readonly why: Refusal | undefined; readonly zone: string }> {
  const settings = await context.community.settings();
  const sent = await topicsStore(context.tx).sentSince(member, countedSince(context.now));
  return { why: refusalOf(sent, topicsSection.of(settings), anonymous), zone: settings.timezone };
}

/** Throws an `InputError` that says how many may be sent, and from when the next one can. */
export async function assertMaySend(context: Context, member: MemberId, anonymous: boolean): Promise<void> {
  const { why, zone } = await refusal(context, member, anonymous);
  if (!why) return;
  if (why.type === 'not-allowed') throw new InputError('proposals need a name', phrase('topics.error.not-anonymous'));
  const values = { most: why.most, date: { type: 'day' as const, date: localDateOf(why.from, zone) } };
  throw new InputError(
    `too many proposals: ${why.type}`,
    why.type === 'many' ? phrase('topics.error.many', values) : phrase('topics.error.many-anonymous', values),
  );
}

/** Whether the member can send one more proposal without a name. */
export async function maySendAnonymously(context: Context, member: MemberId): Promise<boolean> {
  return (await refusal(context, member, true)).why === undefined;
}
