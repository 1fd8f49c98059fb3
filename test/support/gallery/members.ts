import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { homeCards } from '../../../src/dispatch/home.js';
import { features } from '../../../src/features/index.js';
import { claimCards } from '../../../src/features/members/cards/claim.js';
import { directCard, directOffer, waitingCards, waitingHomeCard, waitingNotice } from '../../../src/features/members/cards/direct.js';
import { homeProfileCard, stepsLeftCard } from '../../../src/features/members/cards/home.js';
import {
  candidatesCard,
  channelWelcomeCards,
  finishedCard,
  laterCard,
  shortReminderCards,
  similarCard,
  stepCard,
  welcomeCards,
} from '../../../src/features/members/cards/induction.js';
import { accountsCard, linkCard, linkedCard } from '../../../src/features/members/cards/linking.js';
import { namesakesCard, namesakesText } from '../../../src/features/members/cards/namesakes.js';
import {
  importedCard,
  importProgressCard,
  mergedCard,
  refusedCard,
  reminderCard,
  returnedCard,
} from '../../../src/features/members/cards/notices.js';
import { noticesCard } from '../../../src/features/members/cards/notices-list.js';
import { decidedCards, mergeCard, proposalCards, sameOrganisationsCards } from '../../../src/features/members/cards/organisations.js';
import { editCard, forgetCard, languageCard, organisationCard, profileCard } from '../../../src/features/members/cards/profile.js';
import { partCard, partedText, questionCard, questionsWaitingCards } from '../../../src/features/members/cards/questions.js';
import { visibilityCard } from '../../../src/features/members/cards/visibility.js';
import { membersControls } from '../../../src/features/members/controls.js';
import {
  emailContents,
  exchangeContents,
  nameContents,
  proposeContents,
  timeContents,
  workContents,
} from '../../../src/features/members/form-contents.js';
import { firstSteps } from '../../../src/features/members/replies.js';
import { noticePageOf } from '../../../src/features/members/rules/notices.js';
import type { IdentityQuestionId, Member, SwitchState } from '../../../src/features/members/types.js';
import { phrase, speaker } from '../../../src/language/index.js';
import { actor, bridge, dalia, type Exhibit, haider, karwan, NOW, proposed, settings, tigris, zainab } from './people.js';

const CHOSEN = [
  { notice: 'coffee.invitation', choice: 'channel', platform: null },
  { notice: 'coffee.check-in', choice: 'here', platform: 'discord' },
  { notice: 'topics.proposals', choice: 'off', platform: null },
  { notice: 'coffee.match', choice: 'off', platform: null },
] as const;
const isChosen = ({ choice }: SwitchState) => choice === 'channel';
/** What a member sees who chose some things and has accounts on as many platforms as that takes. */
const noticesOf = (member: Pick<Member, 'role' | 'status'>, chosen: readonly (typeof CHOSEN)[number][], page = 0) =>
  noticePageOf(features.notices, { member, chosen, platforms: chosen.length > 0 ? ['slack', 'discord'] : ['slack'], here: 'slack' }, page);

const STEPS = ['name', 'organisation', 'work', 'exchange', 'time', 'visibility'] as const;

/** All that members meet about themselves, and organisers about them. */
export function memberExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const others = [language, ...(['en', 'ar', 'ckb'] as const).filter((other) => other !== language)] as const;
  const whole = { member: zainab, organisation: tigris };
  const hidden = {
    organisation: 'nobody',
    languages: 'nobody',
    sectors: 'nobody',
    offers: 'nobody',
    wants: 'nobody',
    hours: 'nobody',
    email: 'nobody',
  } as const;
  const question = {
    member: zainab,
    organisation: tigris,
    accounts: [{ platform: 'slack' as const, user: 'U0AAAAAAA' }],
    owner: undefined,
    mayBeOne: true,
    others: [],
    left: 3,
    namesakes: 0,
    question: {
      id: toId<IdentityQuestionId>(4),
      member: zainab.id,
      reason: 'same-address' as const,
      row: {
        name: 'Huda Jabbar',
        organisation: 'Reed House',
        email: 'info@reedhouse.example',
        accounts: [{ platform: 'discord' as const, user: '700000000000000002' }],
      },
    },
  };
  const owner = { member: dalia, organisation: bridge, accounts: question.question.row.accounts };
  const owned = { ...question, owner, question: { ...question.question, reason: 'email-taken' as const } };
  const namesakeLines = ['Reed House', 'Marsh Women'].map((organisation, index) => ({
    question: {
      id: toId<IdentityQuestionId>(index + 3),
      member: zainab.id,
      reason: 'other-organisation' as const,
      row: { ...question.question.row, name: zainab.name, organisation },
    },
    known: [whole, { member: dalia, organisation: bridge }].slice(index),
  }));
  const fresh = { member: dalia, organisation: undefined };
  return [
    card('welcome', ...welcomeCards(others, settings.name)),
    card('welcome in a channel', ...channelWelcomeCards(others, settings.name)),
    ...STEPS.flatMap((step) => [
      card(`step ${step}, nothing told yet`, stepCard(step, fresh, language)),
      card(`step ${step}`, stepCard(step, whole, language)),
    ]),
    form('name', membersControls.name.form(language, nameContents(zainab))),
    form('search', membersControls.search.form(language, {})),
    form('propose', membersControls.propose.form(language, proposeContents(undefined))),
    form('work', membersControls.work.form(language, workContents(zainab, settings, language))),
    form('exchange', membersControls.exchange.form(language, exchangeContents(zainab))),
    form('time', membersControls.time.form(language, timeContents(zainab, settings, NOW))),
    form('timezone', membersControls.timezone.form(language, { values: { timezone: zainab.timezone } })),
    form('email', membersControls.email.form(language, emailContents(zainab))),
    form('visibility-work', membersControls['visibility-work'].form(language, { values: zainab.visibility })),
    form('visibility-contact', membersControls['visibility-contact'].form(language, { values: zainab.visibility })),
    card('organisations found', candidatesCard([tigris, bridge], 'river', language)),
    card('no organisation found', candidatesCard([], 'palm', language)),
    card('later', laterCard(language)),
    card('finished', finishedCard(whole, firstSteps({ features }, language), language)),
    card(
      'finished, waiting for approval',
      finishedCard({ member: { ...zainab, status: 'pending' }, organisation: proposed }, firstSteps({ features }, language), language),
    ),
    card('profile of another', profileCard({ member: karwan, organisation: bridge }, actor(zainab, language), language)),
    card('own profile, empty', profileCard(fresh, actor(dalia, language), language)),
    card(
      'profile of another who shows nothing',
      profileCard({ member: { ...dalia, visibility: hidden }, organisation: undefined }, actor(zainab, language), language),
    ),
    card('own profile', profileCard(whole, actor(zainab, language), language)),
    card('edit', editCard(whole, language)),
    card(
      'edit, waiting for approval',
      editCard(
        { member: { ...zainab, status: 'pending', email: null }, organisation: proposed },
        language,
        speaker(language)('members.saved'),
      ),
    ),
    card('organisation', organisationCard(whole, language)),
    card('language', languageCard(language)),
    card('forget', forgetCard(zainab.id, language)),
    card('visibility', visibilityCard(zainab, language)),
    card('organisation proposed', ...proposalCards(proposed, [zainab], others)),
    card(
      'organisation decided',
      ...decidedCards(others, (each) => speaker(each)('members.proposal.approved', { who: haider.name, name: proposed.name })),
    ),
    form('merge: search', membersControls['org-merge-search'].form(language, {}, { id: proposed.id })),
    card('merge', mergeCard(proposed, [tigris, bridge], language)),
    card('same person, by e-mail?', ...claimCards(dalia, undefined, zainab, 'same-email', others)),
    card('same person: joined', mergedCard(language)),
    card(
      'same person, decided',
      ...decidedCards(others, (each) => speaker(each)('people.claim.joined', { who: karwan.name, name: dalia.name }), toId(9)),
    ),
    card('who is who: waiting', ...questionsWaitingCards(3, others)),
    card('who is who: all decided', ...questionsWaitingCards(0, others)),
    card('who is who', questionCard(question, language)),
    card('who is who: the account is of another', questionCard(owned, language)),
    card(
      'who is who: two accounts of one platform',
      questionCard({ ...owned, accounts: [{ platform: 'discord', user: '700000000000000003' }], mayBeOne: false }, language),
    ),
    card(
      'who is who: one of several namesakes',
      questionCard(
        {
          ...question,
          question: { ...question.question, reason: 'other-organisation' },
          others: [{ member: { ...dalia, name: 'Huda Jabbar' }, organisation: bridge }],
          namesakes: 12,
        },
        language,
      ),
    ),
    card('who is who: namesakes', namesakesCard({ lines: namesakeLines, left: 12 }, language)),
    card('who is who: namesakes told apart', ...decidedCards([language], (each) => namesakesText({ added: 9, left: 1 }, each))),
    card('who is who: nothing left', questionCard(undefined, language)),
    ...[
      [],
      [{ command: '/coffee', count: 1 }],
      [
        { command: '/topics', count: 2 },
        { command: '/events', count: 3 },
      ],
    ].map((lost, index) =>
      card(
        `who is who: two again, ${['all given back', 'one entry lost', 'several lost'][index]}`,
        ...decidedCards([language], (each) => partedText({ stays: zainab, parted: dalia, lost }, each)),
      ),
    ),
    card('who is who: joined', partCard(speaker(language)('people.question.is-same', { name: zainab.name }), toId(9), language)),
    card('equal organisations', ...sameOrganisationsCards([{ from: bridge, into: tigris }], others)),
    card('similar organisations', similarCard([tigris, bridge], 'The Tigris Association', language)),
    card(
      'many similar organisations',
      similarCard(
        [1, 2, 3, 4, 5].map((id) => ({ ...tigris, id: toId(id) })),
        'The Tigris Association',
        language,
      ),
    ),
    card(
      'welcome back',
      returnedCard(
        zainab,
        [phrase('coffee.return.in', { command: '/coffee status' }), phrase('topics.return.kept', { command: '/topics list' })],
        language,
      ),
    ),
    card('welcome back, nothing else', returnedCard(zainab, [], language)),
    card('reminder to who chose no language', ...shortReminderCards(others, settings.name)),
    card('reminder', reminderCard(dalia.name, settings.name, language)),
    card('organisation refused', refusedCard(language)),
    card('import: about to begin', importProgressCard(null, language)),
    card('import: on its way', importProgressCard({ done: 300, total: 1240 }, language)),
    card('import: over', importProgressCard(undefined, language)),
    card('import: finished', importedCard({ created: 12, updated: 1, unchanged: 3, asked: 2, rejected: 2, organisations: 1 }, language)),
    card('import: lost', importedCard(undefined, language)),
    card('home, steps left', ...homeCards(settings.name, [stepsLeftCard('time', language)], language, '/community help')),
    card('home', ...homeCards(settings.name, [homeProfileCard(whole, language)], language, '/community help')),
    card(
      'home, waiting for approval',
      ...homeCards(
        settings.name,
        [homeProfileCard({ member: { ...zainab, status: 'pending' }, organisation: proposed }, language)],
        language,
        '/community help',
      ),
    ),
    card('same person?', ...claimCards(dalia, tigris, zainab, 'same-name', others)),
    card(
      'accounts, one left',
      accountsCard(
        [{ token: 'a', platform: 'slack', current: true, hasLeft: false, mayGo: false }],
        undefined,
        language,
        speaker(language)('people.link.unlinked'),
      ),
    ),
    card(
      'accounts, one of which is not there any more',
      accountsCard(
        [
          { token: 'a', platform: 'slack', current: true, hasLeft: false, mayGo: false },
          { token: 'b', platform: 'discord', current: false, hasLeft: true, mayGo: true },
        ],
        undefined,
        language,
      ),
    ),
    card(
      'accounts, with a code',
      accountsCard(
        [
          { token: 'a', platform: 'slack', current: true, hasLeft: false, mayGo: true },
          { token: 'b', platform: 'discord', current: false, hasLeft: false, mayGo: true },
        ],
        'K7PM-2XQD',
        language,
      ),
    ),
    card(
      'link asked',
      linkCard(
        {
          id: toId(3),
          member: karwan,
          organisation: bridge,
          otherPlatforms: ['discord'],
          platforms: ['slack', 'discord'],
          stays: zainab,
          joined: [phrase('coffee.merge.matches', { count: 2 })],
        },
        language,
      ),
    ),
    card('linked, told where the code was made', linkedCard('discord', language)),
    card('direct messages offered', directOffer(language)),
    card('direct messages chosen', directCard(true, language)),
    card('direct messages not chosen', directCard(false, language)),
    card('notifications', noticesCard(noticesOf(zainab, []), language)),
    card(
      'notifications, of an organiser on two platforms, just changed',
      noticesCard(noticesOf({ ...zainab, role: 'organiser' }, CHOSEN), language, noticesOf(zainab, CHOSEN).states.find(isChosen)),
    ),
    card('notifications, the last page', noticesCard(noticesOf(zainab, [], 1), language)),
    card(
      'notifications, the last page, of an organiser on two platforms',
      noticesCard(noticesOf({ ...zainab, role: 'organiser' }, CHOSEN, 1), language),
    ),
    card('nothing waits', ...waitingCards([], true, language)),
    card('something waited', ...waitingCards([mergedCard(language)], false, language)),
    card('home, something waits', waitingHomeCard(1, language), waitingHomeCard(3, language)),
    card('something waits', ...waitingNotice(others)),
    card('somebody to merge into', mergeCard({ ...proposed, name: haider.name }, [], language)),
  ];
}
