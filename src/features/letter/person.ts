import { exportsRows, type PersonHooks } from '../../feature-api/index.js';
import { mailKey } from './keys.js';
import { exportedLetters, lettersStore } from './store/index.js';

export const letterPerson: PersonHooks = {
  ...exportsRows(exportedLetters),
  /**
   * Stops the mails of a member who leaves. Of an erased one, the notes on mails are deleted, and what they wrote as an organiser stays
   * without their name.
   */
  async onMemberRemoved(context, member, how) {
    const store = lettersStore(context.tx);
    await context.agenda.cancel((await store.waitingFor(member)).map((letter) => mailKey(letter, member)));
    if (how === 'left') {
      await store.stopConsents(member, context.now);
      return;
    }
    await store.removeConsents(member);
    await store.removeMailsTo(member);
  },
  async onMembersMerged(context, { from, into }) {
    const store = lettersStore(context.tx);
    const waiting = await store.waitingFor(from);
    await store.redirectConsents(from, into);
    await store.redirectMails(from, into);
    await store.redirectEditor(from, into);
    await context.agenda.cancel(waiting.map((letter) => mailKey(letter, from)));
    // A letter that waited for the one row waits for the other.
    const { now } = context;
    const rows = (await store.waitingFor(into)).map((letter) => ({
      key: mailKey(letter, into),
      kind: 'letter.mail',
      payload: { letter, member: into },
      dueAt: now,
    }));
    if (rows.length > 0 && waiting.length > 0) await context.agenda.plan(rows);
  },
  onMemberReturned: async () => {},
};
