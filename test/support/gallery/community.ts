import { coffeeCommand } from '../../../commands/coffee.js';
import { communityCommand } from '../../../commands/community.js';
import { profileCommand } from '../../../commands/profile.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { aboutCard, helpCard, roleCard, roleOfferCard, setupCard, setupDoneCard } from '../../../src/features/community/cards.js';
import { channelsCard, channelsForm } from '../../../src/features/community/channels.js';
import { importBegunCard } from '../../../src/features/community/import-cards.js';
import { directoryCard, memberCard } from '../../../src/features/community/member-cards.js';
import { blackoutsCard, outagesCard, settingsCard } from '../../../src/features/community/settings-cards.js';
import {
  blackoutForm,
  generalForm,
  importForm,
  outageForm,
  sectorsForm,
  setupForm,
  weekForm,
} from '../../../src/features/community/settings-forms.js';
import { actor, bridge, dalia, type Exhibit, haider, karwan, proposed, settings, tigris, zainab } from './people.js';

/** What organisers look after. */
export function communityExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const commands = [
    profileCommand({ members: {} as never }),
    coffeeCommand({ store: {} } as never),
    communityCommand({ community: {} as never, commands: () => [] }),
  ];
  const chosen = { ...settings, channels: { slack: { coffee: 'tea-room' } } };
  return [
    card('about', aboutCard(settings.name, 120, language)),
    card('help for a member', helpCard(commands, actor(zainab, language), language)),
    card('help for an organiser', helpCard(commands, actor(haider, language), language)),
    card('help for a newcomer', helpCard(commands, actor(dalia, language), language)),
    ...(['organiser', 'adviser', 'member'] as const).map((role) => card(`role: ${role}`, roleCard({ name: karwan.name, role }, language))),
    card('role offered', roleOfferCard(language)),
    card('setup', setupCard(language, false)),
    card('setup again', setupCard(language, true)),
    card('setup done', setupDoneCard(settings.name, language)),
    card('settings', settingsCard(settings, language)),
    card('settings saved', settingsCard({ ...settings, blackouts: [], outages: [] }, language, true)),
    card('channels', channelsCard(chosen, ['slack', 'discord'], language)),
    card('channels: none to choose', channelsCard(settings, [], language)),
    form('channels', channelsForm({ platforms: () => ['slack'], check: async () => 'usable' }, 'slack', chosen, language)),
    card('blackouts: none', blackoutsCard({ ...settings, blackouts: [] }, '2026-12-06', language)),
    card('blackouts', blackoutsCard(settings, '2026-12-06', language)),
    card('outages', outagesCard(settings, language)),
    form('setup', setupForm(settings, language)),
    form('general', generalForm(settings, language)),
    form('week', weekForm(settings, language)),
    form('sectors', sectorsForm(settings, language)),
    form('blackout', blackoutForm(language)),
    form('outage', outageForm(settings, language)),
    form('import', importForm(language)),
    card('import begun', importBegunCard(language)),
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
    card('a member waits', memberCard({ ...zainab, status: 'pending' }, proposed, actor(haider, language), language)),
    card('a member, role changed', memberCard({ ...zainab, role: 'adviser' }, tigris, actor(haider, language), language, true)),
    card('a member', memberCard(zainab, tigris, actor(haider, language), language)),
  ];
}
