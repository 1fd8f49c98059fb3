import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { defineJob, idSchema, type Job, withinDays } from '../../feature-api/index.js';
import { formatInstant, speaker, withoutDirectionControls } from '../../language/index.js';
import type { MailMessage } from '../../ports/mail.js';
import { accountsOfMany, findMember, type Member } from '../members/public.js';
import { makeLinks } from './links.js';
import type { MadeLink } from './types.js';

/**
 * Mails a link to one person. The link is made here, since its secret is kept nowhere; a mail that has to be tried again carries
 * another link, and whichever arrives works.
 */
const mailJob = defineJob(
  { kind: 'invitations.mail', class: 'heavy', lateness: withinDays(3), payload: z.object({ member: idSchema<MemberId>() }) },
  async (context, { member: id }) => {
    const member = await findMember(context, id);
    const accounts = (await accountsOfMany(context, [id])).get(id) ?? [];
    if (!member || member.status === 'left' || member.email === null) return { type: 'dropped', reason: 'no-address' };
    if (accounts.length > 0) return { type: 'dropped', reason: 'is-in' };
    const { mail } = context;
    if (!mail) return { type: 'failed', reason: 'no-mail' };
    const [made] = await context.atomically((inside) => makeLinks(inside, [id]));
    if (!made) throw new Error('no link was made');
    const { name } = await context.community.settings();
    await mail.send(invitationMail(member, member.email, made, name));
    return { type: 'done', effects: async () => {} };
  },
);

export const invitationJobs: readonly Job[] = [mailJob];

/** A short mail in the language in which the bot speaks with them, without pictures or links other than the one. */
export function invitationMail(
  { name, language, timezone }: Pick<Member, 'name' | 'language' | 'timezone'>,
  address: string,
  { link, until }: Pick<MadeLink, 'link' | 'until'>,
  community: string,
): MailMessage {
  const say = speaker(language);
  const end = withoutDirectionControls(formatInstant(until, timezone, language, 'short-date'));
  const lines = [
    say.plain('invitations.mail.greeting', { name }),
    say.plain('invitations.mail.text', { community }),
    link,
    say.plain('invitations.mail.until', { until: end }),
    say.plain('invitations.mail.not-you'),
  ];
  return {
    to: { name, address },
    subject: withoutDirectionControls(say.plain('invitations.mail.subject', { community })),
    text: `${lines.map((line) => withoutDirectionControls(line)).join('\n\n')}\n`,
  };
}
