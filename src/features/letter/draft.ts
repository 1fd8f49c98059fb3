import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import { after, type Instant } from '../../core/time.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { ORGANISERS } from '../members/public.js';
import { draftKey, remindKey } from './keys.js';
import { firstMonth, letterTimes, REMIND_AFTER, sendTime } from './rules/times.js';
import { DRAFT, monthsAhead } from './schedule.js';
import { letterSection } from './settings.js';
import { lettersStore } from './store/index.js';
import type { Content, LetterId, LetterMonth } from './types.js';

/** Writes the draft of a month's letter down, and shows it to organisers. One that nobody approved until now lapses. */
export async function saveDraft(
  context: Context,
  month: LetterMonth,
  told: { readonly from: Instant; readonly to: Instant; readonly content: Content },
): Promise<LetterId | undefined> {
  const store = lettersStore(context.tx);
  if (await store.ofMonth(month)) return undefined;
  const settings = await context.community.settings();
  const { time } = letterSection.of(settings);
  const sendAt = sendTime(letterTimes(month, letterSection.of(settings), settings).sendAt, context.now, time, settings);
  await store.moveAll('draft', 'lapsed');
  const id = await store.insert({ month, sendAt, ...told });
  await tellChannel(context, ORGANISERS, { key: `letter:${id}:drafted`, kind: 'letter.drafted', args: { letter: id } });
  await context.agenda.plan({
    key: remindKey(id),
    kind: 'letter.remind',
    payload: { letter: id },
    dueAt: after(context.now, REMIND_AFTER),
  });
  return id;
}

/** Has the bot write the next letter now. Throws an `InputError` while there is one that nobody has decided about. */
export async function draftNow(context: Context, actor: Actor): Promise<void> {
  const settings = await context.community.settings();
  const store = lettersStore(context.tx);
  const newest = await store.newest();
  if (newest && (newest.state === 'draft' || newest.state === 'approved')) throw new InputError('one waits', phrase('letter.error.waits'));
  const first = firstMonth(context.now, letterSection.of(settings).time, settings);
  const month = monthsAhead(context, settings).find((each) => each >= first && (newest === undefined || each > newest.month));
  if (month === undefined) throw new InputError('too many', phrase('letter.error.ahead'));
  // The draft that is planned for the month stays: there may be more to tell by then.
  await context.agenda.plan({ key: `${draftKey(month)}:now`, kind: DRAFT, payload: { month }, dueAt: context.now, again: true });
  await context.audit.append({ at: context.now, actor: actor.id, action: 'letter.draft', details: {} });
}
