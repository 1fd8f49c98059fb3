import type { MemberId } from '../../core/ids.js';
import type { Context, PersonHooks } from '../../feature-api/index.js';
import { mailKey } from './keys.js';
import { lettersStore } from './store/index.js';
import type { LetterMail } from './types.js';

const iso = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString());

export const letterPerson: PersonHooks = {
  async exportPersonalData(context, member) {
    const store = lettersStore(context.tx);
    const consents = await store.consentsOf(member);
    const mails = await store.mailsTo(member);
    const edits = await store.editsBy(member);
    return {
      ...(consents.length > 0 && {
        lettersByMail: consents.map(({ agreedAt, stoppedAt, refusedAt, refusal }) => ({
          agreedAt: iso(agreedAt),
          stoppedAt: iso(stoppedAt),
          refusedAt: iso(refusedAt),
          refusal,
        })),
      }),
      ...(mails.length > 0 && { letterMails: mails.map(({ letter, state, changedAt }) => ({ letter, state, at: iso(changedAt) })) }),
      ...(edits.length > 0 && { lettersEdited: edits.map(({ language, madeAt }) => ({ language, at: iso(madeAt) })) }),
    };
  },
  /** Nothing is mailed to whoever leaves. What is kept of an erased person's mails goes, and what they wrote as an organiser stays without a name. */
  async onMemberRemoved(context, member, how) {
    const store = lettersStore(context.tx);
    await context.agenda.cancel((await waitingFor(context, member)).map(({ letter }) => mailKey(letter, member)));
    if (how === 'left') {
      await store.stopConsents(member, context.now);
      return;
    }
    await store.removeConsents(member);
    await store.removeMailsTo(member);
    await store.redirectEditor(member, null);
  },
  async onMembersMerged(context, { from, into }) {
    const store = lettersStore(context.tx);
    const waiting = await waitingFor(context, from);
    await store.redirectConsents(from, into);
    await store.redirectMails(from, into);
    await store.redirectEditor(from, into);
    await context.agenda.cancel(waiting.map(({ letter }) => mailKey(letter, from)));
    // A letter that waited for the one row waits for the other.
    const { now } = context;
    const rows = (await waitingFor(context, into)).map(({ letter }) => ({
      key: mailKey(letter, into),
      kind: 'letter.mail',
      payload: { letter, member: into },
      dueAt: now,
    }));
    if (rows.length > 0 && waiting.length > 0) await context.agenda.plan(rows);
  },
  onMemberReturned: async () => {},
};

async function waitingFor(context: Context, member: MemberId): Promise<readonly Pick<LetterMail, 'letter'>[]> {
  return (await lettersStore(context.tx).mailsTo(member)).filter(({ state }) => state === 'waiting');
}
