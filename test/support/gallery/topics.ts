import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, DAY } from '../../../src/core/time.js';
import { draftCard } from '../../../src/features/topics/proposals/cards/draft.js';
import { stateLabel } from '../../../src/features/topics/proposals/cards/labels.js';
import { listCard, mineCard, queueCard } from '../../../src/features/topics/proposals/cards/list.js';
import { changedCard, declinedCard, homeCard } from '../../../src/features/topics/proposals/cards/notices.js';
import { doneCard, originalCard, proposalCard, withdrawCard } from '../../../src/features/topics/proposals/cards/proposal.js';
import { mergeCard } from '../../../src/features/topics/proposals/cards/review.js';
import { topicsControls as controls } from '../../../src/features/topics/proposals/controls.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import { settingsCard } from '../../../src/features/topics/settings-card.js';
import type { Page, Proposal, ProposalText, ProposalView, Relation, TopicId } from '../../../src/features/topics/types.js';
import { speaker } from '../../../src/language/index.js';
import { type Exhibit, karwan, NOW, settings, zainab } from './people.js';

const text: ProposalText = {
  title: 'Safe spaces for women in rural areas',
  question: 'Who has opened one, and how do you keep it open?\nاكتبوا لنا @everyone <!channel> *تجربتكم*',
  why: 'Two of our funders ask about it for next year.',
  sector: 'protection',
  language: 'ar',
  resources: ['https://example.org/guide?a=1&b=2'],
};
const water: Proposal = {
  ...text,
  id: toId(7),
  state: 'open',
  version: 2,
  anonymous: false,
  proposedAt: after(NOW, -3 * DAY),
  reviewed: false,
  editedAt: null,
  original: null,
  reason: null,
  mergedInto: null,
  supporters: 12,
  organisations: 5,
  facilitators: 2,
  unnamed: 0,
  joined: false,
  discussed: null,
};
export const unnamed: Proposal = {
  ...water,
  id: toId(8),
  title: 'ئاوی پاک لە قوتابخانەکاندا',
  question: 'چۆن چاودێریی دەکەین؟',
  why: '',
  sector: 'climate-change',
  language: 'ckb',
  resources: [],
  anonymous: true,
  supporters: 3,
  organisations: 1,
  facilitators: 1,
  unnamed: 1,
  joined: false,
};
export const long: Proposal = {
  ...water,
  id: toId(9),
  title: 'What we have learned from five years of accompanying survivors to court, and what we would do in another way today',
  supporters: 0,
  organisations: 0,
  facilitators: 0,
};
const edited: Proposal = {
  ...water,
  reviewed: true,
  editedAt: NOW,
  original: { ...text, title: 'Safe spaces??', question: 'How?', why: '', resources: [] },
};
const declined: Proposal = { ...water, state: 'declined', reason: 'We talked about this in March; the summary is on its way.' };

const earlier = [
  { id: toId<TopicId>(3), title: 'المساحات الآمنة للنساء', opened: after(NOW, -90 * DAY), has: 'summary' },
  { id: toId<TopicId>(4), title: 'Safe spaces after the camps', opened: after(NOW, -6 * DAY), has: 'open' },
  { id: toId<TopicId>(5), title: 'شوێنی ئارام', opened: after(NOW, 12 * DAY), has: 'planned' },
] as const;
const zone = 'Asia/Baghdad';
const stranger: Relation = { own: false, proposed: false, supports: false, facilitates: false };
const view = (proposal: Proposal, more: Partial<ProposalView> = {}): ProposalView => ({
  proposal,
  proposers: proposal.anonymous ? [] : [zainab.name, karwan.name],
  relation: stranger,
  reviewer: false,
  zone: 'Asia/Baghdad',
  ...more,
});
const page = (proposals: readonly Proposal[], more: Partial<Page> = {}): Page => ({
  proposals,
  total: proposals.length,
  page: 0,
  pages: 1,
  ...more,
});

/** What members propose to discuss. */
export function topicExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const over = { state: 'planned', discussed: { topic: toId<TopicId>(41), month: toMonth('2027-01'), over: true } } as const;
  const now = { state: 'planned', discussed: { ...over.discussed, over: false } } as const;
  const mine: Relation = { ...stranger, own: true, proposed: true };
  const sectors = [{ value: 'protection', label: say.plain('common.sector.protection') }];
  const contents = {
    values: { title: text.title, question: text.question, why: text.why, language: text.language },
    options: { sector: sectors },
  };
  const similar = (...others: readonly Proposal[]) => others.map((other) => ({ ...other, proposed: false }));
  return [
    card('a draft', draftCard({ draft: text, similar: [], earlier: [], mayBeAnonymous: true }, language, zone)),
    card(
      'a draft, with similar ones',
      draftCard({ draft: text, similar: similar(unnamed, long), earlier, mayBeAnonymous: true }, language, zone),
    ),
    card(
      'a draft, with similar ones of oneself',
      draftCard(
        { draft: text, similar: [...similar(long), { ...water, proposed: true }], earlier: [], mayBeAnonymous: true },
        language,
        zone,
      ),
    ),
    card(
      'a draft, not without a name',
      draftCard(
        { draft: { ...text, why: '', resources: [] }, similar: similar(water), earlier: [], mayBeAnonymous: false },
        language,
        zone,
      ),
    ),
    card('a proposal', proposalCard(view(water), language)),
    card('without a name', proposalCard(view(unnamed), language)),
    card('of several, some without a name', proposalCard(view({ ...water, unnamed: 2, joined: true, organisations: 3 }), language)),
    card('of a member who is gone, with a long title', proposalCard(view(long, { proposers: [] }), language)),
    card('supported', proposalCard(view(water, { relation: { ...stranger, supports: true } }), language, say('topics.done.supported'))),
    card(
      'with a facilitator',
      proposalCard(view(water, { relation: { ...stranger, supports: true, facilitates: true } }), language, say('topics.done.facilitates')),
    ),
    card('one’s own', proposalCard(view(water, { relation: mine }), language, say('topics.done.sent-named'))),
    card('one’s own, without a name', proposalCard(view(unnamed, { relation: mine }), language, say('topics.done.sent-anonymous'))),
    card('to a reviewer', proposalCard(view(water, { reviewer: true }), language)),
    card('edited', proposalCard(view(edited, { reviewer: true }), language, say('topics.done.revised'))),
    card('declined, one’s own', proposalCard(view(declined, { relation: mine }), language)),
    card('before it was edited', originalCard(edited, language)),
    card('never edited', originalCard(water, language)),
    card('withdraw?', withdrawCard(water, language)),
    card('withdrawn', doneCard(say('topics.done.withdrawn'), language)),
    card('the list', listCard(page([water, unnamed, long], { total: 11, page: 1, pages: 3 }), { page: 1 }, language)),
    card('the list, searched', listCard(page([unnamed]), { page: 0, words: 'ئاو' }, language)),
    card('the list, nothing found', listCard(page([]), { page: 0, words: 'ئاو' }, language)),
    card('the list, empty', listCard(page([]), { page: 0 }, language)),
    card('the queue', queueCard(page([water, unnamed]), { settings: true }, language, say('topics.done.declined'))),
    card('the queue of an adviser, empty', queueCard(page([]), { settings: false }, language)),
    card('one’s own, discussed', proposalCard(view({ ...water, ...over }, { relation: mine }), language)),
    card(
      'mine',
      mineCard(
        { own: [unnamed, { ...water, state: 'merged' }, declined, { ...water, ...over }, { ...long, ...now }], supported: [long] },
        0,
        language,
      ),
    ),
    card(
      'mine, many',
      mineCard({ own: Array.from({ length: 14 }, (_, index) => ({ ...water, id: toId(20 + index) })), supported: [] }, 1, language),
    ),
    card('mine, nothing', mineCard({ own: [], supported: [] }, 0, language)),
    card('merge', mergeCard(water, [unnamed, long], language)),
    card('merge, alone', mergeCard(water, [], language)),
    card('settings saved', settingsCard(settings, language, say('topics.settings.saved'))),
    card('declined (message)', declinedCard(declined, language)),
    card('edited (message)', changedCard('edited', water, undefined, language)),
    card('merged (message)', changedCard('merged', water, long.title, language)),
    card('home', homeCard({ own: [[water.title, stateLabel(water, language)]], waiting: undefined }, language)),
    card('home of a reviewer', homeCard({ own: [], waiting: 3 }, language)),
    card(
      'single answers',
      ...(['sent-anonymous', 'discarded', 'supported-instead', 'taken-back', 'saved', 'kept', 'merged'] as const).map((done) =>
        doneCard(say(`topics.done.${done}`), language),
      ),
    ),
    form('propose', controls.propose.form(language, { options: { sector: sectors } })),
    form('links', controls.links.form(language, { values: { first: 'https://example.org/guide', second: '' } }, { id: undefined })),
    form('edit', controls.edit.form(language, contents, { id: water.id })),
    form('revise', controls.revise.form(language, contents, { id: water })),
    form('decline', controls.decline.form(language, {}, { id: water })),
  ];
}
