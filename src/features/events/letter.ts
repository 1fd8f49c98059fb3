import type { Language } from '../../core/language.js';
import type { Context, LetterItem, LetterPart, LetterPeriod, LetterSection } from '../../feature-api/index.js';
import { formatInstant, speaker } from '../../language/index.js';
import { zoneName } from './cards/labels.js';
import { FEATURE } from './names.js';
import { eventsStore, type WholeEvent } from './store/index.js';
import { aboutForOthers, titleIn } from './text-of.js';

const EVENTS_MAX = 50;

/** What comes up and is for everyone, never where it is; and slides of past events that are for all members. */
export const eventsLetter: LetterPart = {
  async sections(context, period, language) {
    const { to, until } = period;
    const say = speaker(language);
    const coming = await eventsStore(context.tx).coming(to, { states: ['announced'], limit: EVENTS_MAX });
    const items = coming
      .filter(({ event }) => event.audience.to === 'everyone' && event.announcedAt !== null)
      .flatMap((whole) => itemOf(whole, { to, until }, language));
    const hint = say.plain('events-letter.register', { command: '/events list' });
    return [{ title: say.plain('events-letter.title'), items, hint }, await filesSection(context, period, language)];
  },
};

/** Events whose slides and other files members can have since then. */
async function filesSection(context: Context, period: LetterPeriod, language: Language): Promise<LetterSection> {
  const say = speaker(language);
  const store = eventsStore(context.tx);
  const files = await store.filesForAll(period);
  const events = await store.wholeOf([...new Set(files.map(({ event }) => event))]);
  const items = events
    .filter(({ event }) => event.audience.to === 'everyone' && event.state === 'announced')
    .map(({ event }): LetterItem => {
      const own = files.filter((file) => file.event === event.id);
      const words = own.map(
        ({ kind, language: of }) => `${say.plain(`events-slides.kind.${kind}`)}: ${say.plain(`common.language.${of}`)}`,
      );
      return { key: `slides:${event.id}`, title: titleIn(event, language), facts: [...new Set(words)].join(' · ') };
    });
  return { title: say.plain('events-letter.files'), items, hint: say.plain('events-letter.get', { command: '/events show' }) };
}

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
