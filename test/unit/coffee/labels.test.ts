import { describe, expect, it } from 'vitest';
import { type MatchId, type MemberId, type RoundId, toId } from '../../../src/core/ids.js';
import { LANGUAGES } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { defaultSettings, settingsSchema } from '../../../src/core/settings.js';
import { avoidCard, avoidedCard } from '../../../src/features/coffee/messages/avoid.js';
import { answeredCard, checkInCard, followUpCard, noteForm, tellForm } from '../../../src/features/coffee/messages/check-in.js';
import { channelInvitation, personalInvitation } from '../../../src/features/coffee/messages/invitation.js';
import { dateForm, roundCard } from '../../../src/features/coffee/messages/round.js';
import { SETTINGS_FORMS, settingsCard, settingsForm } from '../../../src/features/coffee/messages/settings.js';
import { pausedCard, pauseForm, standingCard } from '../../../src/features/coffee/messages/standing.js';
import type { Match, Round } from '../../../src/ports/coffee.js';
import { person } from './people.js';

const round: Round = {
  id: toId<RoundId>(12),
  number: 12,
  state: 'planned',
  invitationAt: 0,
  matchingAt: 1,
  nudgeAt: 2,
  checkInAt: 3,
  closingAt: 4,
  seed: 1,
  explanation: null,
};
const seat = {
  member: toId<MemberId>(1),
  organisation: null,
  checkIn: 'not-a-good-match',
  outcome: null,
  note: null,
  laterOutcome: null,
} as const;
const match: Match = {
  id: toId<MatchId>(7),
  round: round.id,
  members: [seat],
  firstToWrite: null,
  score: 0,
  reasons: '[]',
  commonLanguages: [],
  lastWordAt: null,
};
const answer = { match, seat, round };
const settings = settingsSchema.parse({ coffee: { odd: 'volunteer' } });
const long = person({ id: 3, name: 'ن'.repeat(200) });
const enrolment = { member: toId<MemberId>(1), state: 'in', pausedUntil: null, unanswered: 0, volunteer: true, joinedAt: 0 } as const;
const standing = { enrolment, round, participation: undefined, matches: [], settings };

/** What the narrowest platform shows: Slack's buttons, options and titles, Discord's fields. */
const BUTTON = 75;
const TITLE = 24;
const FIELD = 45;

describe.each(LANGUAGES)('what is shown in %s', (language) => {
  const cards: readonly Card[] = [
    ...channelInvitation(round, settings, LANGUAGES).cards,
    personalInvitation(round, settings, language),
    standingCard(standing, [{ match, round, others: [long] }], 1, language),
    standingCard({ ...standing, enrolment: { ...enrolment, state: 'paused' } }, [], 1, language),
    pausedCard(standing, 0, language),
    checkInCard(match, round, [long], language),
    answeredCard(answer, [long], language),
    answeredCard({ ...answer, seat: { ...seat, checkIn: 'met' } }, [long], language),
    followUpCard(answer, [long], language),
    avoidCard([long], language),
    avoidedCard(long, language),
    roundCard({ round, counts: undefined, enrolled: 3, settings }, language),
    settingsCard(settings, round, language),
  ];
  const forms: readonly Form[] = [
    pauseForm(language),
    noteForm(answer, language, 500),
    tellForm(answer, language, 500),
    dateForm(language),
    ...SETTINGS_FORMS.map((form) => settingsForm(form, defaultSettings, language)),
  ];
  const controls = cards.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'actions' ? block.controls : [])));

  it('fits buttons and menus', () => {
    const labels = controls.flatMap((control) => [
      control.label,
      ...(control.type === 'select' ? control.options.map(({ label }) => label) : []),
    ]);
    expect(labels.length).toBeGreaterThan(30);
    expect(labels.filter((label) => label.length > BUTTON)).toEqual([]);
  });

  it('fits forms', () => {
    expect(forms.map(({ title }) => title).filter((title) => title.length > TITLE)).toEqual([]);
    expect(forms.map(({ submit }) => submit).filter((submit) => submit.length > TITLE)).toEqual([]);
    const fields = forms.flatMap(({ fields: all }) => all);
    expect(fields.map(({ label }) => label).filter((label) => label.length > FIELD)).toEqual([]);
    expect(forms.filter(({ fields: all }) => all.length > 5)).toEqual([]);
  });
});
