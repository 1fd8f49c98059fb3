import { communityCommand } from '../../../commands/community.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { aboutCard, helpCard, roleCard, setupCard, setupDoneCard } from '../../../src/features/community/cards.js';
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
import { actor, bridge, type Exhibit, haider, karwan, settings, tigris, zainab } from './people.js';

/** What organisers look after. */
export function communityExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const command = communityCommand({ community: {} as never, commands: () => [] });
  return [
    card('about', aboutCard(settings.name, 120, language)),
    card('help for a member', helpCard([command], actor(zainab, language), language)),
    card('help for an organiser', helpCard([command], actor(haider, language), language)),
    card('role', roleCard({ name: karwan.name, role: 'organiser' }, language)),
    card('setup', setupCard(language, false)),
    card('setup done', setupDoneCard(settings.name, language)),
    card('settings', settingsCard(settings, language)),
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
    card('a member', memberCard(zainab, tigris, actor(haider, language), language)),
  ];
}
