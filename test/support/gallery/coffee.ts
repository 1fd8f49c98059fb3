import { toId } from '../../../src/core/ids.js';
import { LANGUAGES, type Language } from '../../../src/core/language.js';
import type { Card, Form, Message } from '../../../src/core/message.js';
import { after, DAY, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { avoidCard, avoidedCard } from '../../../src/features/coffee/cards/avoid.js';
import {
  answeredCard,
  checkInCard,
  followUpCard,
  leftOutCard,
  outcomeCard,
  toldCard,
} from '../../../src/features/coffee/cards/check-in.js';
import { introductionCards, nudgeCard } from '../../../src/features/coffee/cards/introduction.js';
import { cancelledCard, channelInvitation, personalInvitation } from '../../../src/features/coffee/cards/invitation.js';
import { dayText } from '../../../src/features/coffee/cards/labels.js';
import { nobodyMessage } from '../../../src/features/coffee/cards/nobody.js';
import { partnerGoneCard, returnedCards, silencePauseCard } from '../../../src/features/coffee/cards/notices.js';
import { explainedMessage, previewMessage } from '../../../src/features/coffee/cards/preview.js';
import { reportMessage } from '../../../src/features/coffee/cards/report.js';
import { outageCard, roundCard } from '../../../src/features/coffee/cards/round.js';
import { pausedCard, standingCard } from '../../../src/features/coffee/cards/standing.js';
import { startCard } from '../../../src/features/coffee/cards/start.js';
import { controls } from '../../../src/features/coffee/controls.js';
import { pairingSettings } from '../../../src/features/coffee/rules/participants.js';
import { report } from '../../../src/features/coffee/rules/report.js';
import { settingsCard, settingsControls } from '../../../src/features/coffee/settings-card.js';
import { CHECK_INS, type Enrolment, type Match, type Participation, type Round } from '../../../src/features/coffee/types.js';
import { speaker } from '../../../src/language/index.js';
import { bridge, type Exhibit, haider, karwan, NOW, proposed, settings, tigris, zainab } from './people.js';

const round: Round = {
  id: toId(17),
  number: 5,
  state: 'invited',
  invitationAt: after(NOW, -3 * DAY),
  matchingAt: NOW,
  nudgeAt: after(NOW, 14 * DAY),
  checkInAt: after(NOW, 18 * DAY),
  closingAt: after(NOW, 25 * DAY),
  seed: 7,
  explanation: null,
};
const seat = (member: typeof zainab): Match['members'][number] => ({
  member: member.id,
  organisation: member.organisation,
  checkIn: null,
  outcome: null,
  note: null,
  laterOutcome: null,
});
const match: Match = {
  id: toId(41),
  round: round.id,
  members: [seat(zainab), seat(karwan)],
  firstToWrite: zainab.id,
  score: 100,
  reasons: [],
  commonLanguages: ['ar'],
  lastWordAt: null,
};
const enrolment: Enrolment = { member: zainab.id, state: 'in', pausedUntil: null, unanswered: 0, volunteer: false, joinedAt: NOW };
const participation: Participation = {
  round: round.id,
  member: zainab.id,
  answer: 'invited',
  result: 'pending',
  reason: null,
  responded: false,
};
const counts = { invited: 40, in: 31, skipped: 4, paused: 2, matched: 0, leftOut: 0, responded: 35 };
const proof = { total: 1200, bound: 1200, gap: 0, exact: true, matched: 2 };
const explanation = { version: 2, inputDigest: 'digest', participants: 2, settings: pairingSettings(settings, 40), proof } as const;

const SETTINGS_FORMS = ['rhythm', 'rules', 'weights', 'more-weights'] as const;
const HIDDEN = {
  ...zainab.visibility,
  organisation: 'nobody',
  languages: 'organisers',
  sectors: 'nobody',
  offers: 'nobody',
  wants: 'nobody',
} as const;
const LEFT_OUT = ['too-few', 'no-shared-language', 'only-own-organisation', 'all-met-recently', 'nobody-available'] as const;
const EVERY_REASON = [
  { kind: 'overlapping-hours', minutes: 125 },
  { kind: 'newcomer-with-experienced', newcomer: 0 },
  { kind: 'long-since', roundsAgo: 4 },
] as const;

/** All that the coffee chats can show. */
export function coffeeExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const said = (name: string, message: Message): Exhibit => ({ name, message });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const answer = { match, seat: { ...seat(zainab), checkIn: 'met', outcome: 'exchange' } as const, round };
  const others = [language, ...(['en', 'ar', 'ckb'] as const).filter((other) => other !== language)] as const;
  const standing = { enrolment, round, participation, matches: [], settings };
  const introduction = {
    match,
    round,
    people: [zainab, karwan],
    organisations: new Map([tigris, bridge].map((each) => [Number(each.id), each])),
    reasons: [
      { kind: 'offer-meets-want', from: zainab, to: karwan, terms: ['grant-budgets'] },
      { kind: 'organisations-never-met' },
      { kind: 'common-sectors', sectors: ['protection'] },
      { kind: 'overlapping-hours', hours: 3 },
    ] as const,
    times: { times: [after(NOW, DAY), after(NOW, 2 * DAY), after(NOW, 4 * DAY)], withinHours: false },
    viewerOf: () => 'member' as const,
    relayed: false,
  };
  const told = {
    ...introduction,
    people: [zainab, haider].map((person) => ({ ...person, visibility: HIDDEN })),
    reasons: [],
    times: { times: [after(NOW, DAY)], withinHours: true },
    match: { ...match, firstToWrite: null },
  };
  const three = { ...introduction, people: [zainab, karwan, haider], times: { times: [], withinHours: true } };
  const organisations = [tigris, bridge];
  const asking = { ...settings, coffee: { ...settings.coffee, participation: 'each-round' as const, odd: 'volunteer' as const } };
  const byHand = { ...settings, coffee: { ...settings.coffee, cadence: { every: 'manual' as const } } };
  const dark = { ...settings, outages: settings.outages.map((outage) => ({ ...outage, start: toLocalTime('08:00') })) };
  const leads = [
    speaker(language)('coffee-organisers.round.dated', { round: 5, date: dayText(toLocalDate('2026-12-06'), language) }),
    speaker(language)('coffee-organisers.round.moved'),
  ];
  const counted = [
    {
      round: { ...round, state: 'closed' as const },
      counts,
      matches: [
        {
          ...match,
          members: [{ ...seat(zainab), checkIn: 'met' as const, outcome: 'exchange' as const, note: 'We share a template.' }, seat(karwan)],
        },
      ],
    },
  ];
  return [
    said('invitation in the channel', channelInvitation(round, settings, others)),
    said('invitation in the channel, each round asked', channelInvitation(round, asking, others)),
    card('invitation to a member', personalInvitation(round, settings, language)),
    card('invitation, each round asked', personalInvitation(round, asking, language)),
    card('round cancelled', cancelledCard(round, language)),
    card('introduction', ...introductionCards(introduction, [language])),
    card('introduction in two languages', ...introductionCards(introduction, [language, language === 'ar' ? 'en' : 'ar'])),
    card(
      'introduction, other reasons',
      ...introductionCards(
        {
          ...introduction,
          reasons: [
            { kind: 'newcomer-with-experienced', newcomer: zainab },
            { kind: 'different-types' },
            { kind: 'long-since', roundsAgo: 14 },
          ],
        },
        [language],
      ),
    ),
    card('introduction, told little', ...introductionCards(told, [language])),
    card('introduction of three, no common time', ...introductionCards(three, [language])),
    card('introduction across platforms', ...introductionCards({ ...introduction, relayed: true }, [language])),
    card('nudge', nudgeCard({ match, people: [zainab, karwan], relayed: false }, language)),
    card('nudge, nobody first', nudgeCard({ match: { ...match, firstToWrite: null }, people: [zainab, karwan], relayed: false }, language)),
    ...LEFT_OUT.map((reason) => card(`left out: ${reason}`, leftOutCard(round, reason, language))),
    card('partner gone', partnerGoneCard(round, language)),
    ...[1, 3].map((rounds) => card(`paused after silence: ${rounds}`, silencePauseCard(rounds, language))),
    card('back after a pause', ...returnedCards(undefined, settings, language)),
    card('back after a pause, a round asks', ...returnedCards(round, settings, language)),
    card('check-in', checkInCard(match, round, [karwan], language)),
    ...CHECK_INS.map((checkIn) =>
      card(`answered: ${checkIn}`, answeredCard({ ...answer, seat: { ...seat(zainab), checkIn } }, [karwan], language)),
    ),
    card('outcome noted', outcomeCard(answer, language)),
    card('follow-up', followUpCard(answer, [karwan], language)),
    card(
      'told to organisers',
      toldCard(
        { ...answer, seat: { ...seat(zainab), checkIn: 'not-a-good-match', note: 'He did not listen.' } },
        zainab,
        [karwan],
        language,
      ),
    ),
    form('a sentence', controls.note.form(language, {}, { id: match.id })),
    form('tell organisers', controls.tell.form(language, {}, { id: match.id })),
    card('standing', standingCard({ ...standing, matches: [{ match, round, others: [karwan, null] }] }, zainab.id, language)),
    card(
      'standing: never joined',
      standingCard({ ...standing, enrolment: undefined, participation: undefined, matches: [] }, zainab.id, language),
    ),
    card(
      'standing: asked each round, for two',
      standingCard({ ...standing, settings: asking, enrolment: { ...enrolment, volunteer: true }, matches: [] }, zainab.id, language),
    ),
    ...(['skip', 'in'] as const).map((answered) =>
      card(
        `standing: ${answered}`,
        standingCard({ ...standing, participation: { ...participation, answer: answered }, matches: [] }, zainab.id, language),
      ),
    ),
    card(
      'standing: left out',
      standingCard(
        {
          ...standing,
          round: { ...round, state: 'introduced' },
          participation: { ...participation, result: 'left-out', reason: 'too-few' },
          matches: [],
        },
        zainab.id,
        language,
      ),
    ),
    card(
      'standing: next round',
      standingCard({ ...standing, round: { ...round, state: 'planned' }, participation: undefined, matches: [] }, zainab.id, language),
    ),
    card('standing: left', standingCard({ ...standing, enrolment: { ...enrolment, state: 'left' }, matches: [] }, zainab.id, language)),
    card(
      'standing: told what came of it',
      standingCard(
        { ...standing, matches: [{ match: { ...match, members: [answer.seat, seat(karwan)] }, round, others: [karwan] }] },
        zainab.id,
        language,
      ),
    ),
    ...(['too-late-in', 'too-late-skip', 'too-late-over'] as const).map((late) =>
      card(
        `standing: ${late}`,
        standingCard(
          {
            ...standing,
            round: { ...round, state: late === 'too-late-over' ? 'closed' : 'introduced' },
            participation: undefined,
            matches: [],
          },
          zainab.id,
          language,
          speaker(language)(`coffee.standing.${late}`, { round: 5 }),
        ),
      ),
    ),
    card('paused for good', pausedCard({ ...standing, enrolment: { ...enrolment, state: 'paused' } }, NOW, language)),
    card(
      'paused',
      pausedCard({ ...standing, enrolment: { ...enrolment, state: 'paused', pausedUntil: toLocalDate('2027-01-03') } }, NOW, language),
    ),
    form('pause until', controls['pause-date'].form(language, {})),
    card('avoid list', avoidCard([karwan, haider], language)),
    card('avoid list, empty', avoidCard([], language)),
    card('avoided', avoidedCard(karwan, language)),
    card('round, for organisers', roundCard({ round, counts, enrolled: 42, settings }, language)),
    ...(['planned', 'matched', 'introduced', 'checking-in', 'closed'] as const).map((state) =>
      card(
        `round, ${state}`,
        roundCard({ round: { ...round, state }, counts: state === 'planned' ? undefined : counts, enrolled: 1, settings: dark }, language),
      ),
    ),
    card('start now?', startCard({ reaches: 42, timeline: round, settings }, language)),
    card('round dated', roundCard({ round, counts: undefined, enrolled: 42, settings }, language, leads)),
    card('no round, by hand', roundCard({ round: undefined, counts: undefined, enrolled: 42, settings: byHand }, language)),
    card('no round', roundCard({ round: undefined, counts: undefined, enrolled: 42, settings }, language)),
    {
      name: 'nobody could be paired',
      message: nobodyMessage(
        { round, next: { ...round, state: 'planned' }, settings, help: { noRepeatRounds: 2, sameOrganisation: true } },
        [language],
      ),
    },
    {
      name: 'nobody could be paired, in several languages',
      message: nobodyMessage({ round, next: undefined, settings, help: { noRepeatRounds: 0, sameOrganisation: false } }, [
        language,
        ...LANGUAGES.filter((other) => other !== language),
      ]),
    },
    card('round in an outage', outageCard({ ...round, state: 'planned' }, dark, language)),
    form('round on a date', controls.date.form(language, {})),
    card('settings', settingsCard(settings, round, language)),
    card(
      'settings saved, under way',
      settingsCard(byHand, { ...round, state: 'introduced' }, language, speaker(language)('coffee-organisers.settings.saved')),
    ),
    card('settings by hand, no round', settingsCard(byHand, undefined, language)),
    ...SETTINGS_FORMS.map((name) => form(`settings: ${name}`, settingsControls.settings.form(language, settings, name))),
    said(
      'preview',
      previewMessage(
        {
          round,
          matches: [
            { seats: [zainab, karwan], reasons: [{ kind: 'offer-meets-want', from: 0, to: 1 }, { kind: 'organisations-never-met' }] },
          ],
          leftOut: [{ member: haider, reason: 'only-own-organisation' }],
          proof,
          settings,
        },
        language,
      ),
    ),
    said('preview: nobody', previewMessage({ round: null, matches: [], leftOut: [], proof, settings }, language)),
    said(
      'preview: long, not proven',
      previewMessage(
        {
          round,
          matches: Array.from({ length: 17 }, () => ({ seats: [zainab, karwan], reasons: EVERY_REASON })),
          leftOut: LEFT_OUT.map((reason) => ({ member: haider, reason })),
          proof: { ...proof, exact: false, gap: 0.0123 },
          settings,
        },
        language,
      ),
    ),
    ...(['same', 'incomplete', 'different'] as const).map((repeated) =>
      said(
        `explained: ${repeated}`,
        explainedMessage(
          {
            round,
            matches: [{ seats: [zainab, null], reasons: [{ kind: 'organisations-never-met' }] }],
            explanation: repeated === 'incomplete' ? null : explanation,
            repeated,
          },
          language,
        ),
      ),
    ),
    said(
      'report: nothing',
      reportMessage({ ...report([], organisations), from: toLocalDate('2026-12-01'), to: toLocalDate('2026-12-31'), settings }, language),
    ),
    said(
      'report: met nobody',
      reportMessage(
        {
          ...report(counted, [...organisations, { ...proposed, status: 'approved' }]),
          from: toLocalDate('2026-12-01'),
          to: toLocalDate('2026-12-31'),
          settings,
        },
        language,
      ),
    ),
    said(
      'report',
      reportMessage(
        { ...report(counted, organisations), from: toLocalDate('2026-12-01'), to: toLocalDate('2026-12-31'), settings },
        language,
      ),
    ),
  ];
}
