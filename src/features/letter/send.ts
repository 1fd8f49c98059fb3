import { endOfQuiet } from '../../calendar/hours.js';
import { after, type Instant, MINUTE } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { GENERAL } from '../members/public.js';
import { copyKey, mailKey, postKey } from './keys.js';
import { copyReaders, mailRecipients } from './recipients.js';
import { onWorkingDay } from './rules/times.js';
import { letterSection } from './settings.js';
import { lettersStore } from './store/index.js';
import type { Letter } from './types.js';

/** When a letter may go out that is due now: not on a day off, and not at night. */
export async function sendingTime(context: Context, now: Instant): Promise<Instant> {
  const settings = await context.community.settings();
  const awake = endOfQuiet(now, settings.timezone, settings.quietHours);
  return onWorkingDay(awake, letterSection.of(settings).time, settings);
}

/** Plans the post, the copies and, one after the other, the mails. From here on the letter is sent. */
export async function sendOut(context: Context, letter: Letter): Promise<void> {
  const { now } = context;
  const { id } = letter;
  const store = lettersStore(context.tx);
  const { mailsPerMinute } = letterSection.of(await context.community.settings());
  if (!(await store.change(letter, { state: 'sent', sentAt: now }))) return;
  const copies = await copyReaders(context);
  await context.deliveries.plan([
    { key: postKey(id), kind: 'letter.posted', args: { letter: id }, to: { to: 'channel', channel: GENERAL }, dueAt: now },
    ...copies.map((member) => ({
      key: copyKey(id, member),
      kind: 'letter.copy',
      args: { letter: id },
      to: { to: 'member', member } as const,
      dueAt: now,
    })),
  ]);
  const recipients = await mailRecipients(context);
  const people = recipients.map(({ member, consent }) => ({ member: member.id, addressHash: consent.addressHash }));
  await store.addMails(id, people, now);
  await context.agenda.plan(
    people.map(({ member }, index) => ({
      key: mailKey(id, member),
      kind: 'letter.mail',
      payload: { letter: id, member },
      dueAt: after(now, Math.floor((index * MINUTE) / mailsPerMinute)),
    })),
  );
}

/** Tries the mails again that failed, or of which nobody knows. Returns how many there are. */
export async function retryMails(context: Context, { id }: Pick<Letter, 'id'>, state: 'failed' | 'unknown'): Promise<number> {
  const store = lettersStore(context.tx);
  const { mailsPerMinute } = letterSection.of(await context.community.settings());
  const mails = await store.mails(id, [state]);
  for (const mail of mails) await store.changeMail(mail, state, { state: 'waiting', attempts: 0, reason: null }, context.now);
  await context.agenda.plan(
    mails.map(({ member }, index) => ({
      key: mailKey(id, member),
      kind: 'letter.mail',
      payload: { letter: id, member },
      dueAt: after(context.now, Math.floor((index * MINUTE) / mailsPerMinute)),
      again: true,
    })),
  );
  return mails.length;
}
