import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, DAY, toLocalDate } from '../../../src/core/time.js';
import { resourceCard } from '../../../src/features/resources/cards/resource.js';
import type { ResourceView } from '../../../src/features/resources/find.js';
import { settingsCard, settingsControls } from '../../../src/features/resources/settings-card.js';
import type { Edition, Resource } from '../../../src/features/resources/types.js';
import { checkCard } from '../../../src/features/resources/upkeep/cards/check.js';
import { dueCard } from '../../../src/features/resources/upkeep/cards/due.js';
import { upkeepOn } from '../../../src/features/resources/upkeep/cards/on-resource.js';
import {
  cleanedCard,
  expiredCard,
  expiresCard,
  linkCard,
  takeDownCard,
  toCheckCard,
  uncleanCard,
} from '../../../src/features/resources/upkeep/cards/told.js';
import { upkeepControls as controls } from '../../../src/features/resources/upkeep/controls.js';
import type { LinkHealth } from '../../../src/features/resources/upkeep/types.js';
import type { UpkeepView } from '../../../src/features/resources/upkeep/view.js';
import { speaker } from '../../../src/language/index.js';
import { PERSONAL } from '../../../src/ports/files.js';
import { settingsOf } from '../settings.js';
import { type Exhibit, NOW, zainab } from './people.js';
import { sampleResource } from './resources.js';

const LINK = 'https://example.org/guide';
const health = (state: LinkHealth['state'], status?: number): LinkHealth => ({
  state,
  tries: 1,
  checkedAt: NOW,
  nextAt: NOW,
  badSince: NOW,
  ...(status !== undefined && { status }),
});

/** What those read who look after resources. */
export function upkeepExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const zone = zainab.timezone;
  const settings = settingsOf({});
  const resource = sampleResource(language);
  const old = (id: number): Resource => ({ ...resource, id: toId(id) });
  const link: Edition = {
    id: toId(2),
    resource: resource.id,
    language: 'en',
    link: LINK,
    file: null,
    reading: 'none',
    addedAt: NOW,
    replacedAt: null,
  };
  const shown = (name: string, more: Partial<ResourceView>, upkeep: Partial<UpkeepView>): Exhibit => {
    const view: ResourceView = {
      resource,
      editions: [link],
      own: false,
      organiser: false,
      waitsForOther: false,
      twins: [],
      flags: [],
      collections: [],
      ...more,
    };
    const whole: UpkeepView = { expiresOn: null, badLinks: new Map(), takeDowns: [], copies: new Map(), ...upkeep };
    return card(name, resourceCard(view, language, zone, undefined, upkeepOn(view, whole, language, zone)));
  };
  const due = [7, 8].map((id) => ({ resource: old(id), checkedAt: after(NOW, -400 * DAY) }));
  const gone = { resource, edition: link.id, link: LINK, health: health('gone', 404) };
  const asked = { text: 'A photo shows my house.', contact: 'noor@example.org', madeAt: NOW };
  const expiresOn = toLocalDate('2027-01-31');
  return [
    shown('checked by its contributor', {}, { checked: { at: NOW, role: 'contributor' } }),
    shown('checked by an organiser', {}, { checked: { at: NOW, role: 'organiser' } }),
    shown(
      'an organiser’s: due, shared for a while, with a lost link',
      { organiser: true },
      {
        checked: { at: NOW, role: 'organiser', name: zainab.name },
        expiresOn,
        review: { at: NOW, isDue: true },
        badLinks: new Map([[link.id, health('gone', 404)]]),
      },
    ),
    shown('its contributor’s', { own: true }, { expiresOn, review: { at: after(NOW, DAY), isDue: false } }),
    shown(
      'an organiser’s: somebody outside asks to take it down',
      { organiser: true },
      { takeDowns: [asked, { ...asked, contact: null }] },
    ),
    card('told: somebody outside asks', takeDownCard(resource, 1, language), takeDownCard(resource, 4, language)),
    ...(['cleaned', 'failed', 'allowed'] as const).map((state) =>
      shown(
        `an organiser’s: a copy is ${state}`,
        { organiser: true },
        { copies: new Map([[link.id, { state, hash: null, size: null, removed: PERSONAL }]]) },
      ),
    ),
    shown(
      'its contributor’s: a copy could not be made',
      { own: true },
      { copies: new Map([[link.id, { state: 'failed', hash: null, size: null, removed: [] }]]) },
    ),
    card('told: what was taken out', cleanedCard(resource, ['author', 'place'], language), cleanedCard(resource, ['other'], language)),
    card('told: could not be cleaned', uncleanCard(resource, true, language), uncleanCard(resource, false, language)),
    card('due', dueCard({ resources: due, total: 6 }, language, zone, say('resources-upkeep.done.right'))),
    card('due: one', dueCard({ resources: due.slice(0, 1), total: 1 }, language, zone)),
    card(
      'check',
      checkCard(
        {
          links: [gone],
          due: { resources: due, total: 2 },
          takeDowns: [{ ...resource, count: 1 }],
          unclean: [resource],
          total: 8,
          page: 0,
          pages: 2,
        },
        true,
        language,
        zone,
      ),
    ),
    card(
      'check: nothing',
      checkCard(
        { links: [], due: { resources: [], total: 0 }, takeDowns: [], unclean: [], total: 0, page: 0, pages: 1 },
        false,
        language,
        zone,
      ),
    ),
    ...([health('gone', 410), health('refused', 403), health('unreachable'), health('closed')] as const).map((each) =>
      card(`told: a link is ${each.state}`, linkCard(resource, LINK, each, true, language)),
    ),
    card('told: a link of nobody’s', linkCard(resource, LINK, health('gone', 404), false, language)),
    card('told: shared for a while', expiresCard(resource, expiresOn, true, language), expiresCard(resource, expiresOn, false, language)),
    card('told: shared no longer', expiredCard(resource, true, language), expiredCard(resource, false, language)),
    card('told: something is left undone', toCheckCard(language)),
    card('settings', settingsCard(settings, language)),
    ...(['often', 'seldom', 'pages'] as const).map((name) =>
      form(`settings: ${name}`, settingsControls.settings.form(language, settings, name)),
    ),
    form('expires', controls.expires.form(language, { values: { until: expiresOn } }, { id: resource.id })),
  ];
}
