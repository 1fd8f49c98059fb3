import { describe, expect, it } from 'vitest';
import { type MemberId, toId } from '../../../src/core/ids.js';
import { LANGUAGES } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { toInstant } from '../../../src/core/time.js';
import { avoidCard, avoidedCard } from '../../../src/features/coffee/cards/avoid.js';
import { answeredCard, checkInCard, followUpCard } from '../../../src/features/coffee/cards/check-in.js';
import { channelInvitation, personalInvitation } from '../../../src/features/coffee/cards/invitation.js';
import { listInAll, sectorLabel } from '../../../src/features/coffee/cards/labels.js';
import { roundCard } from '../../../src/features/coffee/cards/round.js';
import { pausedCard, standingCard } from '../../../src/features/coffee/cards/standing.js';
import { controls as coffeeControls } from '../../../src/features/coffee/controls.js';
import { withCoffeeSection } from '../../../src/features/coffee/settings.js';
import { settingsCard, settingsControls } from '../../../src/features/coffee/settings-card.js';
import type { Match, MatchId, Round, RoundId } from '../../../src/features/coffee/types.js';
import { settingsOf } from '../../support/settings.js';
import { person } from './people.js';

const round: Round = {
  id: toId<RoundId>(12),
  number: 12,
  state: 'planned',
  invitationAt: toInstant(0),
  matchingAt: toInstant(1),
  nudgeAt: toInstant(2),
  checkInAt: toInstant(3),
  closingAt: toInstant(4),
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
  reasons: [],
  commonLanguages: [],
  lastWordAt: null,
};
const answer = { match, seat, round };
const settings = withCoffeeSection(settingsOf({ coffee: { odd: 'volunteer' } }));
const long = person({ id: 3, name: 'ن'.repeat(200) });
const enrolment = {
  member: toId<MemberId>(1),
  state: 'in',
  pausedUntil: null,
  unanswered: 0,
  volunteer: true,
  joinedAt: toInstant(0),
} as const;
const standing = { enrolment, round, participation: undefined, matches: [], settings };

const SETTINGS_FORMS = ['rhythm', 'rules', 'weights', 'more-weights'] as const;

/** What the narrowest platform shows: Slack's buttons, options and titles, Discord's fields. */
const BUTTON = 75;
const TITLE = 24;
const FIELD = 45;

describe.each(LANGUAGES)('what is shown in %s', (language) => {
  const cards: readonly Card[] = [
    ...channelInvitation(round, settings, LANGUAGES).cards,
    personalInvitation(round, settings, language),
    standingCard({ ...standing, matches: [{ match, round, others: [long] }] }, 1, language),
    standingCard({ ...standing, enrolment: { ...enrolment, state: 'paused' } }, 1, language),
    pausedCard(standing, toInstant(0), language),
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
    coffeeControls['pause-date'].form(language, {}),
    coffeeControls.note.form(language, {}, { id: match.id }),
    coffeeControls.tell.form(language, {}, { id: match.id }),
    coffeeControls.date.form(language, {}),
    ...SETTINGS_FORMS.map((form) => settingsControls.settings.form(language, settingsOf(), form)),
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

describe('a list in two languages', () => {
  const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

  it('keeps the order of its items in each, also in a card of the other direction', () => {
    const text = listInAll(['recovery', 'protection'], sectorLabel, ['ar', 'en']);
    const [arabic = '', english = ''] = text.split(' · ');
    expect([arabic.at(0), english.at(0)]).toEqual(['\u2067', '\u2066']);
    expect([arabic.at(-1), english.at(-1)]).toEqual(['\u2069', '\u2069']);
    expect(bare(english)).toBe('Relief and recovery and Protection');
  });

  it('stands there once where it is the same in both, or for readers of one', () => {
    expect(bare(listInAll(['Excel'], (value) => value, ['ar', 'en']))).toBe('Excel');
    expect(bare(listInAll(['protection'], sectorLabel, ['en']))).toBe('Protection');
    expect(listInAll([], sectorLabel, ['en', 'ar'])).toBe('');
  });
});
