import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, DAY, toInstant } from '../../../src/core/time.js';
import { answeredCard, askCard } from '../../../src/features/topics/facilitators/cards/ask.js';
import { guideCard } from '../../../src/features/topics/facilitators/cards/guide.js';
import { goneCard, missingCard, movedCard, nudgeCard, offCard, pairCard } from '../../../src/features/topics/facilitators/cards/notices.js';
import { ownPromptCard, promptCard, promptedCard, promptsCard } from '../../../src/features/topics/facilitators/cards/prompt.js';
import { facilitatorHomeCard, volunteerCard } from '../../../src/features/topics/facilitators/cards/volunteer.js';
import { facilitatorControls as controls } from '../../../src/features/topics/facilitators/controls.js';
import type { Mine, OwnTopic } from '../../../src/features/topics/facilitators/mine.js';
import { PROMPTS } from '../../../src/features/topics/facilitators/prompt.js';
import type { Topic } from '../../../src/features/topics/types.js';
import { speaker } from '../../../src/language/index.js';
import { aTopic } from '../facilitators.js';
import { type Exhibit, karwan, NOW, zainab } from './people.js';
import { handbook } from './topics-discussion.js';

const ZONE = 'Asia/Baghdad';
const opensAt = toInstant(Date.parse('2026-12-20T10:00:00+03:00'));
const planned: Topic = {
  ...aTopic(opensAt, {
    language: 'ar',
    texts: {
      en: { title: 'Safe spaces for women in rural areas', question: 'Who has opened one, and how do you keep it open?' },
      ar: { title: 'مساحات آمنة للنساء في الريف', question: 'من فتح مساحة آمنة، وكيف تبقى مفتوحة؟' },
    },
    resources: ['https://example.org/guide?a=1&b=2'],
  }),
  id: toId(7),
  version: 1,
  openedAt: null,
  closesAt: null,
  closedAt: null,
  facilitator: zainab.id,
  shadow: null,
  lastWrittenAt: null,
  lastNudgeAt: null,
  lastPromptAt: null,
};
const open: Topic = {
  ...planned,
  id: toId(8),
  state: 'open',
  openedAt: after(NOW, -4 * DAY),
  sector: 'climate-change',
  texts: { ckb: { title: 'ئاوی پاک لە قوتابخانەکاندا', question: 'چۆن چاودێریی دەکەین؟ @everyone *ئاو*' } },
  language: 'ckb',
};

/** Who facilitates topics. */
export function facilitatorExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const own = (more: Partial<OwnTopic>): OwnTopic => ({
    topic: planned,
    role: 'facilitator',
    other: undefined,
    mayHaveShadow: false,
    zone: ZONE,
    ...more,
  });
  const none: Mine = { volunteer: undefined, asked: [], agreed: [], zone: ZONE };
  const some: Mine = {
    volunteer: { learns: false, since: NOW },
    asked: [
      { topic: planned, role: 'facilitator', state: 'asked' },
      { topic: planned, role: 'shadow', state: 'asked' },
    ],
    agreed: [
      { topic: open, role: 'facilitator', state: 'agreed' },
      { topic: { ...planned, sector: null }, role: 'shadow', state: 'agreed' },
    ],
    zone: ZONE,
  };
  const suggestions = {
    member: karwan,
    question: { words: 'Who pays for the guards @everyone?\nAnd who trains them?', writtenAt: after(NOW, -3 * DAY) },
    resource: open.resources[0],
  };
  const ask = { topic: planned, role: 'facilitator', facilitator: '', zone: ZONE } as const;
  return [
    card('facilitate?', volunteerCard(none, language)),
    card('has offered to facilitate', volunteerCard(some, language, say('topics-facilitators.done.any'))),
    card(
      'has offered to learn',
      volunteerCard({ ...none, volunteer: { learns: true, since: NOW } }, language, say('topics-facilitators.done.learns')),
    ),
    card('no longer', volunteerCard(none, language, say('topics-facilitators.done.stop'))),
    card('home', facilitatorHomeCard(some, language)),
    card('asked', askCard(ask, language)),
    card('asked, a topic that is open', askCard({ ...ask, topic: open }, language)),
    card('asked to learn', askCard({ ...ask, role: 'shadow', facilitator: karwan.name }, language)),
    card('said no', answeredCard('refused', planned, 'facilitator', language)),
    card('handed over', answeredCard('handed-over', planned, 'facilitator', language)),
    card('agreed too late', answeredCard('later', planned, 'facilitator', language)),
    card('the guide', guideCard(own({ mayHaveShadow: true }), language)),
    card(
      'the guide, with a shadow, open',
      guideCard(
        own({ topic: { ...open, guiding: ['What would you try first?', 'ما الذي تعلّمتموه؟'] }, other: karwan.name }),
        language,
        say('topics-facilitators.done.guiding'),
      ),
    ),
    card('the guide, somebody who learns is looked for', guideCard(own({}), language, say('topics-facilitators.done.shadow-asked'))),
    card('the guide, the usual questions', guideCard(own({}), language, say('topics-facilitators.done.usual'))),
    card('the guide of a shadow', guideCard(own({ role: 'shadow', other: zainab.name }), language)),
    card(
      'each other (message)',
      pairCard(planned, 'facilitator', karwan.name, language),
      pairCard(planned, 'shadow', zainab.name, language),
    ),
    card('moved (message)', movedCard(planned, ZONE, language)),
    card('not held (message)', offCard(planned, language)),
    card('nobody facilitates (organisers)', missingCard(planned, ZONE, language)),
    card('the facilitator is gone (organisers)', goneCard(planned, ZONE, language), goneCard(open, ZONE, language)),
    card('quiet', nudgeCard({ topic: open, suggestions, zone: ZONE, isFacilitator: true }, language)),
    card(
      'quiet, with a resource of the library',
      nudgeCard({ topic: open, suggestions: { ...suggestions, resource: handbook }, zone: ZONE, isFacilitator: true }, language),
    ),
    card(
      'quiet, nothing to suggest',
      nudgeCard(
        { topic: open, suggestions: { member: undefined, question: undefined, resource: undefined }, zone: ZONE, isFacilitator: true },
        language,
      ),
    ),
    card(
      'quiet, without a facilitator (organisers)',
      nudgeCard(
        {
          topic: open,
          suggestions: { ...suggestions, question: { ...suggestions.question, words: null } },
          zone: ZONE,
          isFacilitator: false,
        },
        language,
      ),
    ),
    card('prompts', promptsCard(open, language)),
    card('prompts in the thread', ...PROMPTS.map((prompt) => promptCard(prompt, language))),
    card('a prompt in one’s own words, in the thread', ownPromptCard(karwan.name, 'چی فێر بوون؟ @everyone *هەمووان*', language)),
    card('prompted', promptedCard(open, language)),
    form(
      'guiding questions',
      controls['guiding-questions'].form(
        language,
        {
          introduction: say('topics-facilitators.guiding.text', { language: say.plain('common.language.ar') }),
          values: { first: 'من جرّب؟' },
        },
        { id: planned.id },
      ),
    ),
    form('own prompt', controls['own-prompt'].form(language, {}, { id: open.id })),
  ];
}
