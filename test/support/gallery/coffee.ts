import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form, Message } from '../../../src/core/message.js';
import { DAY } from '../../../src/core/time.js';
import { avoidCard, avoidedCard } from '../../../src/features/coffee/messages/avoid.js';
import {
  answeredCard,
  checkInCard,
  followUpCard,
  leftOutCard,
  noteForm,
  outcomeCard,
  tellForm,
  toldCard,
} from '../../../src/features/coffee/messages/check-in.js';
import { introductionCard, nudgeCard } from '../../../src/features/coffee/messages/introduction.js';
import { cancelledCard, channelInvitation, personalInvitation } from '../../../src/features/coffee/messages/invitation.js';
import { explainedMessage, previewMessage } from '../../../src/features/coffee/messages/preview.js';
import { reportMessage } from '../../../src/features/coffee/messages/report.js';
import { dateForm, outageCard, roundCard } from '../../../src/features/coffee/messages/round.js';
import { SETTINGS_FORMS, settingsCard, settingsForm } from '../../../src/features/coffee/messages/settings.js';
import { pausedCard, pauseForm, standingCard } from '../../../src/features/coffee/messages/standing.js';
import { pairingSettings } from '../../../src/features/coffee/rules/participants.js';
import { report } from '../../../src/features/coffee/rules/report.js';
import { CHECK_INS, type Enrolment, type Match, type Participation, type Round } from '../../../src/ports/coffee.js';
import { bridge, type Exhibit, haider, karwan, NOW, settings, tigris, zainab } from './people.js';

const round: Round = {
  id: toId(17),
  number: 5,
  state: 'invited',
  invitationAt: NOW - 3 * DAY,
  matchingAt: NOW,
  nudgeAt: NOW + 14 * DAY,
  checkInAt: NOW + 18 * DAY,
  closingAt: NOW + 25 * DAY,
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
  reasons: '[]',
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
const explanation = { version: 2, inputDigest: 'digest', participants: 2, settings: pairingSettings(settings), proof } as const;

/** All that the coffee chats can show. */
export function coffeeExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const said = (name: string, message: Message): Exhibit => ({ name, message });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const answer = { match, seat: { ...seat(zainab), checkIn: 'met', outcome: 'exchange' } as const, round };
  const others = [language, ...(['en', 'ar', 'ckb'] as const).filter((other) => other !== language)] as const;
  const standing = { enrolment, round, participation, matches: [match], settings };
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
    times: { times: [NOW + DAY, NOW + 2 * DAY, NOW + 4 * DAY], withinHours: false },
    viewerOf: () => 'everyone' as never,
    relayed: false,
  };
  const three = { ...introduction, people: [zainab, karwan, haider], times: { times: [], withinHours: true } };
  const organisations = [tigris, bridge];
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
    card('invitation to a member', personalInvitation(round, settings, language)),
    card(
      'invitation, each round asked',
      personalInvitation(round, { ...settings, coffee: { ...settings.coffee, participation: 'each-round', odd: 'volunteer' } }, language),
    ),
    card('round cancelled', cancelledCard(round, language)),
    card('introduction', introductionCard(introduction, language)),
    card('introduction of three, no common time', introductionCard(three, language)),
    card('introduction across platforms', introductionCard({ ...introduction, relayed: true }, language)),
    card('nudge', nudgeCard({ match, people: [zainab, karwan], relayed: false }, language)),
    card('left out', leftOutCard(round, 'no-shared-language', language)),
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
    form('a sentence', noteForm(answer, language, 500)),
    form('tell organisers', tellForm(answer, language, 500)),
    card('standing', standingCard(standing, [{ match, round, others: [karwan, null] }], zainab.id, language)),
    card(
      'standing: never joined',
      standingCard({ ...standing, enrolment: undefined, participation: undefined, matches: [] }, [], zainab.id, language),
    ),
    card('paused', pausedCard({ ...standing, enrolment: { ...enrolment, state: 'paused', pausedUntil: '2027-01-03' } }, NOW, language)),
    form('pause until', pauseForm(language)),
    card('avoid list', avoidCard([karwan, haider], language)),
    card('avoid list, empty', avoidCard([], language)),
    card('avoided', avoidedCard(karwan, language)),
    card('round, for organisers', roundCard({ round, counts, enrolled: 42, settings }, language)),
    card('no round', roundCard({ round: undefined, counts: undefined, enrolled: 42, settings }, language)),
    card('round in an outage', outageCard(round, settings, language)),
    form('round on a date', dateForm(language)),
    card('settings', settingsCard(settings, round, language)),
    ...SETTINGS_FORMS.map((name) => form(`settings: ${name}`, settingsForm(name, settings, language))),
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
    said('report', reportMessage({ ...report(counted, organisations), from: '2026-12-01', to: '2026-12-31', settings }, language)),
  ];
}
