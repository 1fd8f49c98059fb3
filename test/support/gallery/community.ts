import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import type { Settings } from '../../../src/core/settings.js';
import { toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { controls as coffeeControls } from '../../../src/features/coffee/controls.js';
import { firstSteps } from '../../../src/features/community/beginning.js';
import { aboutCard } from '../../../src/features/community/cards/about.js';
import { beginningAwayCard, beginningCard } from '../../../src/features/community/cards/beginning.js';
import { channelsCard } from '../../../src/features/community/cards/channels.js';
import { blackoutsCard, outagesCard } from '../../../src/features/community/cards/days-off.js';
import { decisionsCards, decisionsHint } from '../../../src/features/community/cards/decisions.js';
import { endButtons, endCard, endedCard } from '../../../src/features/community/cards/ending.js';
import { importBegunCard, templateCard } from '../../../src/features/community/cards/import.js';
import { directoryCard, memberCard } from '../../../src/features/community/cards/members.js';
import { roleCard, roleOfferCard, roleTakenCard } from '../../../src/features/community/cards/role.js';
import { settingsCard } from '../../../src/features/community/cards/settings.js';
import { setupCard, setupDoneCard } from '../../../src/features/community/cards/setup.js';
import { channelsForm } from '../../../src/features/community/channels-form.js';
import { communityControls } from '../../../src/features/community/controls.js';
import { hintsAt } from '../../../src/features/community/hints.js';
import { setupForm, setupQuestions } from '../../../src/features/community/setup-form.js';
import { features } from '../../../src/features/index.js';
import { againButton, inviteButton } from '../../../src/features/invitations/cards/invite.js';
import { phrase, speaker } from '../../../src/language/index.js';
import { blackoutForm, importForm, outageForm } from './forms.js';
import { actor, bridge, type Exhibit, haider, karwan, proposed, settings, tigris, zainab } from './people.js';

const inChat = { platform: 'web', space: 'mudhif', user: 'zainab', direct: null } as const;
const memberOf = (member: typeof zainab, language: Language): Card =>
  memberCard({ member, organisation: tigris }, actor(haider, language), language, {
    parts: member.status === 'left' ? [againButton(member.id, language)] : endButtons(member, { endable: [inChat] }, language),
  });

const span = (from: string, to = from) => ({ from: toLocalDate(from), to: toLocalDate(to) });
const exams = {
  dates: [span('2027-06-14'), span('2027-06-16', '2027-06-20')],
  start: toLocalTime('06:00'),
  end: toLocalTime('08:00'),
  warning: 'The internet is cut.',
};
const onExamDays: Settings['outages'] = [
  { ...exams, days: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
  { ...exams, days: ['sun'] },
];

/** What organisers look after. */
export function communityExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const chosen = { ...settings, channels: { slack: { coffee: 'tea-room' } } };
  const slack = { platform: 'slack', page: 0 };
  return [
    card('about', aboutCard(settings.name, 120, language)),
    ...(['organiser', 'adviser', 'member'] as const).map((role) => card(`role: ${role}`, roleCard({ name: karwan.name, role }, language))),
    card('decisions', ...decisionsCards({ count: 4, cards: [] }, language)),
    card('decisions, below an answer', ...decisionsHint({ count: 1, cards: [] }, language)),
    card('role offered', roleOfferCard(language)),
    card('role taken', roleTakenCard(language)),
    card(
      'beginning',
      beginningCard(
        [
          { done: true, text: phrase('community.beginning.setup'), button: communityControls.setup.button('…') },
          { done: false, text: phrase('invitations.beginning'), button: inviteButton(language) },
          {
            done: false,
            text: phrase('coffee-organisers.beginning.round'),
            button: coffeeControls['show-round'].button(speaker(language).plain('coffee-organisers.beginning.button')),
          },
        ],
        language,
      ),
    ),
    card(
      'beginning, put away',
      beginningAwayCard(
        firstSteps({ features }).map(({ command }) => command),
        language,
      ),
    ),
    card('setup', setupCard(setupQuestions(features, language), false, language)),
    card('setup again', setupCard(setupQuestions(features, language), true, language)),
    card('setup done', setupDoneCard(settings.name, hintsAt({ features }, 'setup'), language, inviteButton(language))),
    card('settings', settingsCard(settings, hintsAt({ features }, 'settings'), language)),
    card('settings saved', settingsCard({ ...settings, blackouts: [], outages: [] }, hintsAt({ features }, 'settings'), language, true)),
    card('channels', channelsCard(chosen, ['slack', 'discord'], features.purposes, language)),
    card('channels: none to choose', channelsCard(settings, [], features.purposes, language)),
    form('channels', communityControls.channels.form(language, channelsForm(features, slack, chosen, language), { id: slack })),
    card('blackouts: none', blackoutsCard({ ...settings, blackouts: [] }, toLocalDate('2026-12-06'), language)),
    card('blackouts', blackoutsCard(settings, toLocalDate('2026-12-06'), language)),
    card('outages', outagesCard({ ...settings, outages: [...settings.outages, ...onExamDays] }, language)),
    form('setup', communityControls.setup.form(language, setupForm(features, settings, language))),
    form('general', communityControls.general.form(language, settings, 'general')),
    form('week', communityControls.week.form(language, settings, 'week')),
    form('sectors', communityControls.sectors.form(language, settings, 'sectors')),
    form('budgets', communityControls.budgets.form(language, settings, 'budgets')),
    form('browser', communityControls.browser.form(language, settings, 'browser')),
    form('blackout', blackoutForm(language)),
    form('outage', outageForm(language)),
    form('import', importForm(language)),
    card('import begun', importBegunCard(language)),
    card('import: template', templateCard(language)),
    card(
      'members',
      directoryCard(
        {
          entries: [
            { member: zainab, organisation: tigris },
            { member: karwan, organisation: bridge },
          ],
          total: 40,
          page: 1,
          pages: 3,
        },
        { page: 1, sector: 'protection' },
        language,
      ),
    ),
    card('members: nobody', directoryCard({ entries: [], total: 0, page: 0, pages: 1 }, { page: 0, text: 'palm' }, language)),
    card(
      'a member waits',
      memberCard({ member: { ...zainab, status: 'pending' }, organisation: proposed }, actor(haider, language), language),
    ),
    card(
      'a member, role changed',
      memberCard({ member: { ...zainab, role: 'adviser' }, organisation: tigris }, actor(haider, language), language, { changed: true }),
    ),
    card('a member', memberCard({ member: zainab, organisation: tigris }, actor(haider, language), language)),
    card('a member of the browser chat', memberOf(zainab, language)),
    card('a member who has left', memberOf({ ...zainab, status: 'left' }, language)),
    card('a member is removed', endCard(zainab, { others: [] }, language)),
    card('a member was removed', endedCard(zainab, [againButton(zainab.id, language)], language)),
    card('a member with another account is removed', endCard(zainab, { others: [inChat] }, language)),
  ];
}
