import type { Language } from '../../core/language.js';
import type { LetterItem, LetterPart, LetterPeriod } from '../../feature-api/index.js';
import { formatInstant, speaker } from '../../language/index.js';
import { zoneName } from './cards/labels.js';
import { FEATURE } from './names.js';
import { eventsStore, type WholeEvent } from './store/index.js';
import { aboutForOthers, titleIn } from './text-of.js';

const EVENTS_MAX = 50;

/** What comes up and is for everyone; never where it is. */
export const eventsLetter: LetterPart = {
  async sections(context, { to, until }, language) {
    const say = speaker(language);
    const coming = await eventsStore(context.tx).coming(to, { states: ['announced'], limit: EVENTS_MAX });
    const items = coming
      .filter(({ event }) => event.audience.to === 'everyone' && event.announcedAt !== null)
      .flatMap((whole) => itemOf(whole, { to, until }, language));
    const hint = say.plain('events-letter.register', { command: '/events list' });
    return [{ title: say.plain('events-letter.title'), items, hint }];
  },
};

function itemOf(
  { event, sessions }: WholeEvent,
  { to, until }: Pick<LetterPeriod, 'to' | 'until'>,
  language: Language,
): readonly LetterItem[] {
  const first = sessions.find(({ state, startsAt }) => state === 'planned' && startsAt >= to && startsAt < until);
  if (!first) return [];
  const say = speaker(language);
  const when = formatInstant(first.startsAt, event.zone, language, 'date-time');
  const text = aboutForOthers(event, language);
  return [
    {
      key: `${FEATURE}:${event.id}`,
      title: titleIn(event, language),
      facts: [
        say.plain(`events.kind.${event.kind}`),
        `${when} (${zoneName(event.zone, language)})`,
        say.plain(`events.format.${event.format}`),
      ].join(' · '),
      ...(text !== '' && { text }),
    },
  ];
}
