import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { digestCard } from '../../../src/features/topics/marks/cards/digest.js';
import { followedCard, followingCard } from '../../../src/features/topics/marks/cards/follow.js';
import { contributionCard, pickCard, reportCard, saidCard, topicMenuCard } from '../../../src/features/topics/marks/cards/menu.js';
import { namingCard } from '../../../src/features/topics/marks/cards/naming.js';
import { pollCard, votedCard } from '../../../src/features/topics/marks/cards/poll.js';
import { reportedCard } from '../../../src/features/topics/marks/cards/report.js';
import { marksControls as controls } from '../../../src/features/topics/marks/controls.js';
import type { Following } from '../../../src/features/topics/marks/follow.js';
import type { ContributionView } from '../../../src/features/topics/marks/mark.js';
import type { PickView } from '../../../src/features/topics/marks/pick.js';
import type { PollView } from '../../../src/features/topics/marks/poll.js';
import type { ReportView } from '../../../src/features/topics/marks/report.js';
import { type Contribution, MARKS, type Poll, type Topic } from '../../../src/features/topics/types.js';
import { speaker } from '../../../src/language/index.js';
import { aTopic } from '../topics-marks.js';
import { type Exhibit, karwan, NOW, tigris, zainab } from './people.js';

const topic: Topic = {
  ...aTopic(NOW, {
    texts: {
      en: { title: 'Safe spaces for women in rural areas', question: 'Who has opened one?' },
      ar: { title: 'مساحات آمنة للنساء في الريف', question: 'من فتح واحدة؟' },
      ckb: { title: 'شوێنی پارێزراو بۆ ژنان لە گوندەکان', question: 'کێ یەکێکی کردووەتەوە؟' },
    },
  }),
  id: toId(7),
  version: 1,
  openedAt: NOW,
  closesAt: null,
  closedAt: null,
  facilitator: zainab.id,
  shadow: null,
  lastWrittenAt: null,
  lastNudgeAt: null,
  lastPromptAt: null,
};
const contribution: Contribution = {
  id: toId(12),
  topic: topic.id,
  member: zainab.id,
  organisation: null,
  message: { conversation: { platform: 'slack', space: 'T', id: 'C1:1', kind: 'thread' }, id: '2' },
  language: 'en',
  shared: true,
  words: 'We opened one in Basra. @everyone <!channel> *it works*',
  writtenAt: NOW,
  editedAt: null,
  deletedAt: null,
  isQuestion: true,
  questionAnsweredAt: null,
  hiddenAt: null,
};
const view: ContributionView = {
  contribution,
  topic,
  counts: { lesson: 0, challenge: 0, recommendation: 0 },
  own: [],
  isAuthor: false,
  mayAnswer: false,
  mayHide: false,
  isFollowing: false,
};
const poll: Poll = {
  id: toId(3),
  topic: topic.id,
  member: zainab.id,
  language: 'en',
  question: 'When should we meet again?\n@everyone',
  options: ['Sunday morning', 'مساء الخميس', 'ڕۆژی شەممە'],
  multiple: false,
  anonymous: true,
  openedAt: NOW,
};
const pollView: PollView = {
  poll,
  answers: poll.options.map((option, index) => ({ option, count: [3, 1, 0][index] ?? 0, names: [] })),
  voters: 4,
  isOpen: true,
};
const named: PollView = {
  ...pollView,
  poll: { ...poll, anonymous: false, multiple: true },
  answers: pollView.answers.map((answer, index) => ({
    ...answer,
    names: [[zainab.name, karwan.name, 'Dalia'], [karwan.name], []][index] ?? [],
  })),
};
const following: Following = {
  topics: [topic],
  sectors: ['protection'],
  allSectors: ['protection', 'recovery'],
  digest: false,
  rhythm: { day: 'thu', time: '09:00' },
};
const report: ReportView = {
  contribution,
  topic,
  author: zainab.name,
  state: 'open',
  reports: 2,
  isStopped: false,
  hidden: undefined,
};
const unread: ReportView = {
  ...report,
  contribution: { ...contribution, shared: false, words: null, member: null },
  author: undefined,
  reports: 1,
};

const pick: PickView = {
  topic,
  zone: 'Asia/Baghdad',
  contributions: [
    { id: toId(12), line: 'نحتاج إلى مكان آمن @everyone '.repeat(5), at: NOW, platform: 'slack' },
    { id: toId(13), line: undefined, at: NOW, platform: 'discord' },
  ],
};

/** What members do with contributions to topics. */
export function topicMarkExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const marked: ContributionView = { ...view, counts: { lesson: 2, challenge: 0, recommendation: 1 }, own: ['lesson'] };
  const answered: ContributionView = {
    ...view,
    contribution: { ...contribution, questionAnsweredAt: NOW },
    isAuthor: true,
    mayAnswer: true,
  };
  return [
    card('the menu of a message', contributionCard(view, language)),
    card('the menu of a message, marked', contributionCard(marked, language, say('topics-marks.done.marked'))),
    card(
      'the menu of a message for an organiser who follows the topic',
      contributionCard({ ...view, mayHide: true, isFollowing: true }, language),
    ),
    card('the menu of one’s own question', contributionCard({ ...view, isAuthor: true, mayAnswer: true }, language)),
    card('the menu of an answered question', contributionCard(answered, language, say('topics-marks.done.answered'))),
    card('the menu of a message of the bot', topicMenuCard(topic, { leads: false, isFollowing: false }, language)),
    card('the newest contributions, to mark one', pickCard(pick, language)),
    card('without any', pickCard({ ...pick, contributions: [] }, language)),
    card('the same for who leads', topicMenuCard(topic, { leads: true, isFollowing: true }, language)),
    card('report?', reportCard(view, language)),
    ...MARKS.map((mark) => card(`asked for one’s name: ${mark}`, namingCard({ topic, mark }, language))),
    card('a poll', pollCard(pollView, [language])),
    card('a poll in three languages', pollCard({ ...pollView, poll: { ...poll, language } }, ['en', 'ar', 'ckb'])),
    card('a poll of several answers, with names', pollCard({ ...named, poll: { ...named.poll, language } }, [language])),
    card('a closed poll', pollCard({ ...pollView, poll: { ...poll, language }, isOpen: false }, [language])),
    card('voted', votedCard({ poll, chosen: [1] }, language)),
    card('voted under one’s name', votedCard({ poll: named.poll, chosen: [0, 2] }, language)),
    card('vote taken back', votedCard({ poll, chosen: [] }, language)),
    card('followed', followedCard(say('topics-marks.done.follows', { title: 'Water' }), language)),
    card('following', followingCard(following, 0, language, say('topics-marks.done.follows', { title: 'Water' }))),
    card('following nothing, with the digest', followingCard({ ...following, topics: [], sectors: [], digest: true }, 0, language)),
    card('a report', reportedCard(report, language)),
    card('a report of what the bot has not read', reportedCard(unread, language)),
    card(
      'a report, hidden',
      reportedCard(
        {
          ...report,
          state: 'hidden',
          hidden: { by: 'حيدر حسن', why: { reason: 'danger', words: 'فيها اسم القرية. @everyone' }, byHand: true },
        },
        language,
        say('topics-marks.done.hidden'),
      ),
    ),
    card(
      'hidden without a report',
      reportedCard(
        { ...report, reports: 0, state: 'hidden', hidden: { by: karwan.name, why: { reason: 'other', words: '' }, byHand: true } },
        language,
        say('topics-marks.done.hidden'),
      ),
    ),
    card(
      'a report, hidden everywhere, by somebody who is gone',
      reportedCard(
        { ...report, state: 'hidden', isStopped: true, hidden: { by: undefined, why: { reason: 'insult', words: '' }, byHand: false } },
        language,
      ),
    ),
    card('a report, left', reportedCard({ ...report, state: 'kept' }, language, say('topics-marks.done.left'))),
    card(
      'the weekly digest',
      digestCard(
        [
          {
            topic,
            written: 5,
            links: [
              { platform: 'slack', url: 'https://reeds.slack.com/archives/C1/p2' },
              { platform: 'web', url: 'https://mudhif.example.org/#a/7' },
            ],
            lines: [
              {
                line: 'We opened one in Basra, and after a year the municipality took it over with its own staff. @everyone',
                by: { type: 'name', name: zainab.name },
              },
              { line: 'نحتاج إلى باب ثانٍ.', by: { type: 'organisation', name: tigris.name } },
            ],
          },
          { topic: { ...topic, texts: { en: { title: 'Water', question: '?' } } }, written: 0, lines: [], links: [] },
        ],
        language,
      ),
    ),
    card(
      'single answers',
      ...(['unmarked', 'unanswered', 'reported', 'stopped', 'again', 'poll', 'sectors', 'digest-on', 'digest-off'] as const).map((done) =>
        saidCard(say(`topics-marks.done.${done}`), language),
      ),
      ...(['by-name', 'by-organisation', 'no'] as const).map((answer) => saidCard(say(`topics-marks.naming.done-${answer}`), language)),
      saidCard(say('topics-marks.done.unfollows', { title: 'Water' }), language),
      saidCard(say('dispatch.menu-elsewhere'), language),
    ),
    form('poll', controls.poll.form(language, { values: { answers: 'one', names: 'hidden' } }, { id: topic.id })),
    form('hide', controls.hide.form(language, {}, { id: contribution.id })),
  ];
}
