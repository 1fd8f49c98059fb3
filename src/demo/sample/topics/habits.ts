import type { Language } from '../../../core/language.js';
import type { Habits, Initiative } from '../habits.js';
import { IDEAS } from './ideas.js';
import { OUTCOMES } from './outcomes.js';
import { REMARKS } from './remarks.js';

const OPENING = 'topics.discussion.opening';

/** What follows from an opening: it is discussed, and reminds some of what they would like to hear about. */
const INITIATIVES: readonly Initiative[] = [
  {
    after: OPENING,
    people: [6, 10],
    within: { days: 11 },
    does: { type: 'discuss', says: REMARKS, menuPercent: 35, settles: { percent: 70, control: 'answered' } },
  },
  // About every second discussion has a poll.
  { after: OPENING, people: [0, 1], within: { days: 5 }, does: { type: 'press', controls: ['more'] } },
  { after: 'topics.marks.poll', people: [5, 11], within: { days: 6 }, does: { type: 'press', controls: ['vote'] } },
  { after: OPENING, people: [1, 1], within: { days: 4 }, does: { type: 'command', command: 'topics', text: 'propose' } },
  { after: OPENING, people: [3, 6], within: { days: 10 }, does: { type: 'command', command: 'topics', text: 'list' } },
  { after: 'topics.plan.call', people: [1, 2], within: { days: 3 }, does: { type: 'command', command: 'topics', text: 'propose' } },
];

/** Who decides, facilitates and sums up; organisers and the newcomer are the visitor's. */
export const topicsHabits: Habits = {
  questions: [
    { answers: { 'agree-to': 84, 'refuse-to': 16 }, silent: 15 },
    { answers: { draft: 1 }, silent: 14 },
    { answers: { approve: 1 }, silent: 45 },
    { answers: { outcome: 1 }, silent: 35 },
  ],
  followUps: {
    // A summary is written, gets a recommendation, and is posted.
    summary: 100,
    recommend: 70,
    'summary-post': 100,
    // Of a proposal.
    'support-instead': 60,
    send: 100,
    // In the list of proposals.
    show: 100,
    support: 85,
    // In the menu of a contribution: the first that fits.
    mark: 40,
    // In the menu of a topic.
    poll: 100,
  },
  values: {},
  forms: {
    propose: (language, chance) => {
      const { title, question, why, sector } = chance.pick(IDEAS[language]);
      return { title, question, why, sector: [sector], language: [language] };
    },
    summary: (language, chance) => {
      const { lesson, challenge } = chance.pick(OUTCOMES[language]);
      return { lessons: lesson, challenges: challenge, language: [language] };
    },
    recommend: (language, chance) => ({ words: chance.pick(OUTCOMES[language]).recommendation, responsible: RESPONSIBLE[language] }),
    poll: (language, chance) => ({ ...chance.pick(POLLS[language]), answers: ['one'], names: ['hidden'] }),
    outcome: (_, chance) => ({ outcome: [chance.weighted({ done: 45, partly: 40, 'not-done': 15 })] }),
  },
  initiatives: INITIATIVES,
};

const RESPONSIBLE: Readonly<Record<Language, string>> = {
  en: 'the facilitators of this year',
  ar: 'ميسّرو هذا العام',
  ckb: 'ئاسانکارانی ئەمساڵ',
};

/** What a discussion can ask everybody. */
const POLLS: Readonly<Record<Language, readonly { readonly question: string; readonly options: string }[]>> = {
  en: [
    { question: 'What would help you most with this?', options: 'A visit to a colleague\nA checklist\nMoney for transport\nMore time' },
    { question: 'How often does this come up in your work?', options: 'Every week\nEvery month\nA few times a year\nNot yet' },
  ],
  ar: [
    { question: 'ما الذي يفيدكم أكثر في هذا الأمر؟', options: 'زيارة زملاء\nقائمة مراجعة قصيرة\nبدل نقل\nوقت أطول' },
    { question: 'كم مرة يواجهكم هذا في عملكم؟', options: 'كل أسبوع\nكل شهر\nبضع مرات في السنة\nليس بعد' },
  ],
  ckb: [
    { question: 'چی زۆرتر یارمەتیت دەدات لەم کارەدا؟', options: 'سەردانی هاوکارێک\nلیستێکی پشکنین\nکرێی هاتوچۆ\nکاتی زیاتر' },
    { question: 'چەند جار لە کارەکەتدا ئەمە دێتە پێش؟', options: 'هەموو هەفتەیەک\nهەموو مانگێک\nساڵی چەند جارێک\nهێشتا نا' },
  ],
};
