import type { MemberId } from '../../core/ids.js';
import { between, type Instant, MINUTE, periodAt } from '../../core/time.js';
import type { Context, Listener } from '../../feature-api/index.js';

/** One answer within this time is enough for everything that a person writes. */
const ONE_ANSWER_IN = 10 * MINUTE;

/** Answers whoever writes to the bot itself. The text is never read: the bot does not get it. */
export const assistListener: Listener = {
  heard: async () => {},
  async addressed(context, { member, account, conversation }) {
    const key = await freeKey(context, member, context.now);
    const { direct } =
      (await context.people.accounts(member)).find((each) => each.user === account.user && each.platform === account.platform) ?? {};
    // Whoever wants no direct messages gets one only where they write one.
    if (key === undefined || (direct === 'declined' && conversation.kind !== 'direct')) return true;
    await context.deliveries.plan({
      key,
      kind: 'assist.answer',
      args: {},
      to: { to: 'member', member, platform: account.platform, asked: true },
      dueAt: context.now,
    });
    return true;
  },
};

/** The key of an answer; undefined if they had one just now. */
async function freeKey({ deliveries }: Context, member: MemberId, now: Instant): Promise<string | undefined> {
  const slot = periodAt(now, ONE_ANSWER_IN);
  const [key, before] = [slot, slot - 1].map((each) => `assist:${member}:${each}`);
  if (key === undefined || before === undefined) return undefined;
  const last = (await deliveries.find(key)) ?? (await deliveries.find(before));
  return last && between(last.dueAt, now) < ONE_ANSWER_IN ? undefined : key;
}
