import type { Language } from '../../core/language.js';
import { actionId, type Card, type Choice, SELECT_OPTIONS_MAX } from '../../core/message.js';
import type { Settings } from '../../core/settings.js';
import type { LocalDate } from '../../core/time.js';
import { formatList, formatLocalDate, speaker } from '../../language/index.js';
import { asLabel, sectorLabel } from '../members/service.js';
import { button, card, heading, note, paragraph } from './cards.js';

/** Parts of the settings that have a form or a card of their own. */
const AREAS = ['general', 'week', 'blackouts', 'outages', 'sectors', 'channels'] as const;
export type Area = (typeof AREAS)[number];

export function isArea(value: string): value is Area {
  return AREAS.some((area) => area === value);
}

export function settingsCard(settings: Settings, language: Language, saved = false): Card {
  const say = speaker(language);
  const days = formatList(
    settings.workingWeek.map((day) => say.plain(`common.weekday.${day}`)),
    language,
  );
  return card(
    language,
    saved && paragraph(say('community.settings.saved')),
    heading(say('community.settings.title')),
    {
      type: 'facts',
      items: [
        { label: say('community.form.name'), value: [settings.name] },
        {
          label: say('community.form.languages'),
          value: [
            formatList(
              settings.languages.map((each) => say.plain(`common.language.${each}`)),
              language,
            ),
          ],
        },
        { label: say('community.form.timezone'), value: [settings.timezone.replaceAll('_', ' ')] },
        { label: say('community.form.week'), value: [days] },
        { label: say('community.settings.working-hours'), value: say('common.hours', settings.workingHours) },
        { label: say('community.settings.quiet-hours'), value: say('common.hours', settings.quietHours) },
        { label: say('community.area.blackouts'), value: say('community.settings.count', { count: settings.blackouts.length }) },
        { label: say('community.area.outages'), value: say('community.settings.count', { count: settings.outages.length }) },
        {
          label: say('community.area.sectors'),
          value: [
            formatList(
              settings.sectors.map((sector) => sectorLabel(sector, language)),
              language,
            ),
          ],
        },
      ],
    },
    { type: 'actions', controls: AREAS.map((area) => button('area', say.plain(`community.area.${area}`), { id: area })) },
    note(say('community.settings.coffee-elsewhere')),
  );
}

export function blackoutsCard(settings: Settings, today: LocalDate, language: Language): Card {
  const say = speaker(language);
  const coming = [...settings.blackouts].filter(({ to }) => to >= today).sort((a, b) => a.from.localeCompare(b.from));
  const words = ({ from, to, label }: Settings['blackouts'][number]) => {
    const day = (date: LocalDate) => formatLocalDate(date, language, 'short-date');
    return from === to
      ? say.plain('community.blackouts.day', { day: day(from), label })
      : say.plain('community.blackouts.days', { from: day(from), to: day(to), label });
  };
  return listCard(
    {
      title: 'community.area.blackouts',
      text: 'community.blackouts.text',
      add: 'community.blackouts.add',
      remove: 'community.blackouts.remove',
    },
    coming.map((blackout) => ({ value: blackoutKey(blackout), label: words(blackout) })),
    'blackout',
    language,
  );
}

export function outagesCard(settings: Settings, language: Language): Card {
  const say = speaker(language);
  const words = ({ days, start, end, warning }: Settings['outages'][number]) =>
    say.plain('community.outages.item', {
      days: formatList(
        days.map((day) => say.plain(`common.weekday.${day}`)),
        language,
      ),
      start,
      end,
      warning,
    });
  return listCard(
    { title: 'community.area.outages', text: 'community.outages.text', add: 'community.outages.add', remove: 'community.outages.remove' },
    settings.outages.map((outage) => ({ value: outageKey(outage), label: words(outage) })),
    'outage',
    language,
  );
}

type ListKeys =
  | {
      readonly title: 'community.area.blackouts';
      readonly text: 'community.blackouts.text';
      readonly add: 'community.blackouts.add';
      readonly remove: 'community.blackouts.remove';
    }
  | {
      readonly title: 'community.area.outages';
      readonly text: 'community.outages.text';
      readonly add: 'community.outages.add';
      readonly remove: 'community.outages.remove';
    };

function listCard(keys: ListKeys, items: readonly Choice[], name: 'blackout' | 'outage', language: Language): Card {
  const say = speaker(language);
  const removable = items.slice(0, SELECT_OPTIONS_MAX).map(({ value, label }) => ({ value, label: asLabel(label) }));
  return card(
    language,
    heading(say(keys.title)),
    paragraph(say(keys.text)),
    items.length > 0 ? { type: 'list', items: items.map(({ label }) => [label]) } : note(say('community.settings.none')),
    removable.length > 0 && {
      type: 'actions',
      controls: [{ type: 'select', action: actionId('community', `${name}-remove`), label: say.plain(keys.remove), options: removable }],
    },
    {
      type: 'actions',
      controls: [button('add', say.plain(keys.add), { id: name, style: 'primary' }), button('settings', say.plain('common.back'))],
    },
  );
}

/** What names an entry in a menu: its times, not its place, so that an older card never removes another one. */
export function blackoutKey({ from, to }: Pick<Settings['blackouts'][number], 'from' | 'to'>): string {
  return `${from}~${to}`;
}

export function outageKey({ days, start, end }: Pick<Settings['outages'][number], 'days' | 'start' | 'end'>): string {
  return `${days.join('.')}~${start}~${end}`;
}
