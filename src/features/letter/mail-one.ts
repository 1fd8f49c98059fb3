import { endOfQuiet } from '../../calendar/hours.js';
import type { MemberId } from '../../core/ids.js';
import { after, HOUR, type Instant, MINUTE } from '../../core/time.js';
import type { Context, JobOutcome } from '../../feature-api/index.js';
import { MailError, type MailMessage } from '../../ports/mail.js';
import { findMember, type Member } from '../members/public.js';
import { pageAddress } from './address.js';
import { current } from './content.js';
import { STOP_PAGE, UNSUBSCRIBE_PAGE } from './names.js';
import { consentFor } from './recipients.js';
import { htmlLetter } from './render/html.js';
import { textLetter } from './render/text.js';
import { ATTEMPTS_MAX } from './rules/limits.js';
import { lettersStore } from './store/index.js';
import { tokenOf } from './tokens.js';
import type { Consent, Letter, LetterId, LetterMail, MailState, Written } from './types.js';

/** How long after each failed try a mail is tried again. */
const WAITS = [5 * MINUTE, 20 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR, 24 * HOUR] as const;

/**
 * Mails a letter to one person. That an attempt begins is committed before anything is handed to the server: a try that ends with the
 * process leaves a mail of which nobody knows, and that is not sent a second time unless an organiser wants it.
 */
export async function mailLetter(
  context: Context,
  { letter: id, member: to }: { readonly letter: LetterId; readonly member: MemberId },
  now: Instant,
): Promise<JobOutcome> {
  const store = lettersStore(context.tx);
  const known = await store.mail(id, to);
  if (!known) return { type: 'dropped', reason: 'gone' };
  if (known.state === 'sending') return ends(known, 'sending', { state: 'unknown' });
  if (known.state !== 'waiting') return { type: 'dropped', reason: 'decided' };
  const prepared = await prepare(context, known);
  if (!prepared) return ends(known, 'waiting', { state: 'dropped' });
  const { mail } = context;
  if (!mail) return ends(known, 'waiting', { state: 'failed', reason: 'no-mail' });
  const { quietHours } = await context.community.settings();
  const awake = endOfQuiet(now, prepared.member.timezone, quietHours);
  if (awake > now) return { type: 'later', at: awake, reason: 'quiet-hours' };
  if (!(await store.changeMail(known, 'waiting', { state: 'sending' }, now))) return { type: 'dropped', reason: 'decided' };
  try {
    await mail.send(prepared.message);
  } catch (error) {
    return afterFailure(context, { ...known, attempts: known.attempts + 1 }, error, now);
  }
  return ends(known, 'sending', { state: 'sent' });
}

/** The mail, composed from what is true now; undefined where it is not wanted any more, or there is nothing left to tell. */
async function prepare(
  context: Context,
  { letter: id, member: to, addressHash }: LetterMail,
): Promise<{ readonly member: Member; readonly message: MailMessage } | undefined> {
  const store = lettersStore(context.tx);
  const letter = await store.find(id);
  const member = await findMember(context, to);
  if (!letter || !member || member.email === null) return undefined;
  const consent = await consentFor(member, await context.tx.find(store.consentsOf(to)));
  if (consent?.addressHash !== addressHash) return undefined;
  const written = await current(context, letter, await store.edits(id), member.language);
  return written && { member, message: await messageOf(context, { letter, member, consent, written, address: member.email }) };
}

async function messageOf(
  context: Context,
  to: { readonly letter: Letter; readonly member: Member; readonly consent: Consent; readonly written: Written; readonly address: string },
): Promise<MailMessage> {
  const { letter, member, consent, written, address } = to;
  const { name: community } = await context.community.settings();
  const stop = pageAddress(context, STOP_PAGE, await tokenOf(context, 'stop', consent));
  const unsubscribe = pageAddress(context, UNSUBSCRIBE_PAGE, await tokenOf(context, 'unsubscribe', consent));
  const host = new URL(stop ?? 'http://localhost').hostname;
  return {
    to: { name: member.name, address },
    subject: written.subject,
    text: textLetter(written, { community, stop }),
    html: htmlLetter(written, { community, stop }),
    messageId: `<letter-${letter.month}-${letter.id}-${consent.id}@${host}>`,
    list: { id: `monthly-letter.${host}`, ...(unsubscribe !== undefined && { unsubscribe }) },
  };
}

async function afterFailure(context: Context, mail: LetterMail, error: unknown, now: Instant): Promise<JobOutcome> {
  const { outcome, code } = error instanceof MailError ? error : { outcome: 'unknown' as const, code: 'unknown' };
  const { attempts } = mail;
  switch (outcome) {
    case 'refused':
      return ends(mail, 'sending', { state: 'refused', reason: code, attempts }, async (inside) => {
        await lettersStore(inside.tx).refuseAddress(mail.addressHash, code, inside.now);
      });
    case 'unknown':
      return ends(mail, 'sending', { state: 'unknown', reason: code, attempts });
    case 'later': {
      const wait = WAITS[attempts - 1];
      if (attempts >= ATTEMPTS_MAX || wait === undefined) return ends(mail, 'sending', { state: 'failed', reason: code, attempts });
      await lettersStore(context.tx).changeMail(mail, 'sending', { state: 'waiting', reason: code, attempts }, now);
      return { type: 'later', at: after(now, wait), reason: 'mail-later' };
    }
    default:
      return outcome satisfies never;
  }
}

function ends(
  mail: LetterMail,
  from: MailState,
  change: { readonly state: MailState; readonly reason?: string | null; readonly attempts?: number },
  more?: (context: Context) => Promise<void>,
): JobOutcome {
  return {
    type: 'done',
    async effects(inside) {
      if (await lettersStore(inside.tx).changeMail(mail, from, change, inside.now)) await more?.(inside);
    },
  };
}
