import { isAllowed } from '../../core/access.js';
import { card, heading } from '../../core/blocks.js';
import type { Text } from '../../core/text.js';
import { between } from '../../core/time.js';
import type { HomeSection } from '../../feature-api/index.js';
import { isolate, speaker } from '../../language/index.js';
import { whenText } from './cards/labels.js';
import { nextSession } from './rules/state.js';
import { openQuestions } from './slides/open.js';
import { eventsStore } from './store/index.js';
import { titleIn } from './text-of.js';

const SHOWN = 5;

/** What a member is still asked about files that they gave, and the next events that they go to, or may. */
export const eventsHome: HomeSection = {
  async cards(context, member) {
    if (!isAllowed(member, 'member')) return [];
    const { language, timezone } = member;
    const questions = await openQuestions(context, member, language);
    const store = eventsStore(context.tx);
    const own = await store.registrationsBy(member.id, ['going', 'maybe', 'waiting', 'offered']);
    const states = new Map(own.map(({ event, state }) => [event, state]));
    const items = (await store.wholeOf([...states.keys()])).flatMap(({ event, sessions }) => {
      const next = nextSession(sessions, context.now);
      const state = states.get(event.id);
      return next && state && event.state === 'announced' ? [{ event, next, state }] : [];
    });
    if (items.length === 0) return questions;
    const say = speaker(language);
    const lines = items
      .toSorted((one, other) => between(other.next.startsAt, one.next.startsAt))
      .slice(0, SHOWN)
      .map(
        ({ event, next, state }): Text => [
          `${isolate(titleIn(event, language))} — `,
          ...whenText(next, timezone, language),
          ` · ${say.plain(`events.mine.${state}`)}`,
        ],
      );
    return [...questions, card(language, heading(say('events.home.title')), { type: 'list', items: lines })];
  },
};
