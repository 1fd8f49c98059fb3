import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { LANGUAGES } from '../../core/language.js';
import { defineJob, idSchema, type Job, wheneverPossible, withinDays } from '../../feature-api/index.js';
import { ORGANISERS } from '../members/public.js';
import { current, followedContent, gather, hasNews, periodOf } from './content.js';
import { saveDraft } from './draft.js';
import { followKey, isCopyOf, postKey } from './keys.js';
import { mailLetter } from './mail-one.js';
import { confirmMail, testMail } from './own-mails.js';
import { letterPeriod, toLetterMonth } from './rules/times.js';
import { DRAFT, planAhead } from './schedule.js';
import { sendingTime, sendOut } from './send.js';
import { lettersStore } from './store/index.js';
import type { LetterId, Written } from './types.js';

export const FOLLOW = 'letter.follow';
export const ITEM_CHANGED = 'letter.item-changed';

const ofLetter = z.object({ letter: idSchema<LetterId>() });

/** Writes the letter of a month and shows it to organisers; a month in which nothing happened has none. */
const draft = defineJob(
  { kind: DRAFT, class: 'normal', lateness: withinDays(14), payload: z.object({ month: z.string().transform(toLetterMonth) }) },
  async (context, { month }) => {
    const period = letterPeriod(context.now, await lettersStore(context.tx).lastTold());
    const content = await gather(context, periodOf(period));
    if (!hasNews(content)) {
      // The next month is planned all the same.
      await context.atomically((inside) => planAhead(inside));
      return { type: 'dropped', reason: 'nothing-new' };
    }
    return {
      type: 'done',
      async effects(inside) {
        await saveDraft(inside, month, { ...period, content });
        await planAhead(inside);
      },
    };
  },
);

/** Reminds organisers once of a draft that nobody has approved. */
const remind = defineJob(
  { kind: 'letter.remind', class: 'normal', lateness: withinDays(3), payload: ofLetter },
  async (context, { letter: id }) => {
    const letter = await lettersStore(context.tx).find(id);
    if (letter?.state !== 'draft') return { type: 'dropped', reason: 'decided' };
    return {
      type: 'done',
      effects: ({ deliveries, now }) =>
        deliveries.plan({
          key: `letter:${id}:reminder`,
          kind: 'letter.reminder',
          args: { letter: id },
          to: { to: 'channel', channel: ORGANISERS },
          dueAt: now,
        }),
    };
  },
);

/** Sends what was approved, on a working day and not at night. */
const send = defineJob(
  { kind: 'letter.send', class: 'normal', lateness: wheneverPossible, payload: ofLetter },
  async (context, { letter: id }, { now }) => {
    const store = lettersStore(context.tx);
    const letter = await store.find(id);
    if (letter?.state !== 'approved') return { type: 'dropped', reason: 'decided' };
    const at = await sendingTime(context, now);
    if (at > now) return { type: 'later', at, reason: 'quiet-hours' };
    const edits = await store.edits(id);
    const written: (Written | undefined)[] = [];
    for (const language of LANGUAGES) written.push(await current(context, letter, edits, language));
    return {
      type: 'done',
      async effects(inside) {
        const again = await lettersStore(inside.tx).find(id);
        if (again?.state !== 'approved') return;
        if (written.every((one) => one === undefined)) await lettersStore(inside.tx).change(again, { state: 'lapsed' });
        else await sendOut(inside, again);
      },
    };
  },
);

/** The limit of a query for copies: more than a large community has members. */
const COPIES_MAX = 100_000;

/** Brings stored letters and members' copies up to date; the post in the channel is composed anew by the engine. */
const follow = defineJob(
  { kind: FOLLOW, class: 'normal', lateness: wheneverPossible, payload: ofLetter },
  async (context, { letter: id }) => {
    const letter = await lettersStore(context.tx).find(id);
    if (!letter) return { type: 'dropped', reason: 'gone' };
    const content = await followedContent(context, letter);
    const gone = LANGUAGES.flatMap((language) =>
      content[language].flatMap(({ items }) => items.flatMap(({ key, title }) => (title === '' ? [key] : []))),
    );
    const copies = await context.deliveries.list({ kinds: ['letter.copy'], limit: COPIES_MAX });
    const keys = copies.flatMap(({ key }) => (isCopyOf(id, key) ? [key] : []));
    return {
      type: 'done',
      async effects({ tx, deliveries, now }) {
        await lettersStore(tx).saveContent(id, content);
        await lettersStore(tx).blankEdits(id, [...new Set(gone)]);
        await deliveries.refresh(keys, now);
      },
    };
  },
);

/** Something has changed, or is shown no more: letters that tell of it follow. */
const itemChanged = defineJob(
  { kind: ITEM_CHANGED, class: 'normal', lateness: wheneverPossible, upkeep: true, payload: z.object({ item: z.string() }) },
  async (_context, { item }) => ({
    type: 'done',
    async effects({ tx, deliveries, agenda, now }) {
      const letters = await lettersStore(tx).telling(item);
      await deliveries.refresh(letters.map(postKey), now);
      await agenda.plan(letters.map((letter) => ({ key: followKey(letter), kind: FOLLOW, payload: { letter }, dueAt: now, again: true })));
    },
  }),
);

const mail = defineJob(
  { kind: 'letter.mail', class: 'heavy', lateness: withinDays(7), payload: ofLetter.extend({ member: idSchema<MemberId>() }) },
  (context, payload, { now }) => mailLetter(context, payload, now),
);

export const letterJobs: readonly Job[] = [draft, remind, send, follow, itemChanged, mail, testMail, confirmMail];
