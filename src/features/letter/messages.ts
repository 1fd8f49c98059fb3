import { z } from 'zod';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import {
  type Context,
  composedGone,
  defineNotification,
  idSchema,
  type Notice,
  type Notification,
  withinDays,
} from '../../feature-api/index.js';
import { chatCard, draftedCard, goneCard, stoppedCard } from './cards/told.js';
import { current } from './content.js';
import { lettersStore } from './store/index.js';
import type { LetterId } from './types.js';

const args = z.object({ letter: idSchema<LetterId>() });
const usual = { lateness: withinDays(7) } as const;

/** The letter as it is now, in each of these languages: a sent one of which nothing is left says so. None for one that is not sent. */
async function letterCards(context: Context, id: LetterId, languages: readonly Language[]): Promise<readonly Card[]> {
  const store = lettersStore(context.tx);
  const letter = await store.find(id);
  if (letter?.state !== 'sent') return [];
  const edits = await store.edits(id);
  const cards = [];
  for (const language of languages) {
    const written = await current(context, letter, edits, language);
    cards.push(written ? chatCard(written) : goneCard(language));
  }
  return cards;
}

const posted = defineNotification(
  { ...usual, kind: 'letter.posted', notice: 'posted', onUnknownOutcome: 'hold', args },
  async (context, { letter }, { audience: { languages } }) => {
    const cards = await letterCards(context, letter, languages);
    return cards.length === 0 ? composedGone : { message: { cards } };
  },
);

const copy = defineNotification(
  { ...usual, kind: 'letter.copy', notice: 'letter.copy', onUnknownOutcome: 'hold', args },
  async (context, { letter }, { audience: { languages } }) => {
    const cards = await letterCards(context, letter, [languages[0]]);
    return cards.length === 0 ? composedGone : { message: { cards } };
  },
);

/** Shows organisers the draft, or reminds them of it. */
const waiting = (kind: 'letter.drafted' | 'letter.reminder') =>
  defineNotification(
    { ...usual, kind, notice: 'letter.organisers', onUnknownOutcome: 'resend', decision: true, args },
    async (context, { letter: id }) => {
      const letter = await lettersStore(context.tx).find(id);
      if (!letter) return composedGone;
      if (letter.state !== 'draft') return { drop: 'decided' };
      const { timezone } = await context.community.settings();
      return (language) => draftedCard(letter, kind === 'letter.reminder', { language, timezone });
    },
  );

/** Tells whoever got the letter by mail that it was stopped from there: a mail program did it, or somebody who has the mail. */
const stopped = defineNotification(
  { ...usual, kind: 'letter.stopped', notice: 'letter.stopped', onUnknownOutcome: 'resend', args: z.object({}) },
  async (_context, _args) => stoppedCard,
);

export const letterMessages: readonly Notification[] = [posted, copy, waiting('letter.drafted'), waiting('letter.reminder'), stopped];

/** A copy of the letter is for those who ask for it; all others read it in the channel. */
export const letterNotices: readonly Notice[] = [
  { name: 'letter.copy', label: 'letter.notice.copy', choices: ['here', 'channel', 'off'], default: 'channel' },
  { name: 'letter.stopped', label: 'letter.notice.stopped', choices: ['here', 'off'], default: 'here' },
  { name: 'letter.organisers', label: 'letter.notice.organisers', access: 'organiser', keeps: 'role' },
];
