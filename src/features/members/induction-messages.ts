import type { MemberId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import { type Context, tellMember } from '../../feature-api/index.js';

const welcomeKey = (member: MemberId): string => `members:welcome:${member}`;
const reminderKey = (member: MemberId): string => `members:reminder:${member}`;

export async function planWelcome(context: Context, member: MemberId): Promise<void> {
  await tellMember(context, member, { key: welcomeKey(member), kind: 'members.welcome', args: { member } });
}

/** Plans the reminder of an unfinished induction. A second call changes nothing: a member is reminded once. */
export async function planReminder(context: Context, member: MemberId, dueAt: Instant): Promise<void> {
  await context.deliveries.plan({
    key: reminderKey(member),
    kind: 'members.reminder',
    args: { member },
    to: { to: 'member', member },
    dueAt,
  });
}

/** Cancels messages about the induction that were not sent yet. */
export async function cancelInductionMessages(context: Context, member: MemberId): Promise<void> {
  await context.agenda.cancel([`deliver:${welcomeKey(member)}`, `deliver:${reminderKey(member)}`]);
}
