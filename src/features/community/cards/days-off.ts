import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import { type Card, type Choice, SELECT_OPTIONS_MAX } from '../../../core/message.js';
import type { Settings } from '../../../core/settings.js';
import { type LocalDate, WEEKDAYS } from '../../../core/time.js';
import { cardIn, formatList, formatLocalDate, speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import { communityControls as controls } from '../controls.js';
import { blackoutKey, outageKey } from '../days-off.js';

/** The coming days off. `today`: on the community's calendar. */
export function blackoutsCard(settings: Settings, today: LocalDate, language: Language): Card {
  const say = speaker(language);
  const coming = [...settings.blackouts].filter(({ to }) => to >= today).sort((a, b) => a.from.localeCompare(b.from));
  const itemText = ({ from, to, label }: Settings['blackouts'][number]) => {
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
    coming.map((blackout) => ({ value: blackoutKey(blackout), label: itemText(blackout) })),
    'blackout',
    language,
  );
}

export function outagesCard(settings: Settings, language: Language): Card {
  const say = speaker(language);
  const itemText = ({ start, end, warning, ...when }: Settings['outages'][number]) =>
    say.plain('community.outages.item', { days: outageDays(when, language), start, end, warning });
  return listCard(
    { title: 'community.area.outages', text: 'community.outages.text', add: 'community.outages.add', remove: 'community.outages.remove' },
    settings.outages.map((outage) => ({ value: outageKey(outage), label: itemText(outage) })),
    'outage',
    language,
  );
}

/** The days of the week, or the dates, and of these those days alone. */
function outageDays({ days, dates = [] }: Pick<Settings['outages'][number], 'days' | 'dates'>, language: Language): string {
  const say = speaker(language);
  const named = formatList(
    days.map((day) => say.plain(`common.weekday.${day}`)),
    language,
  );
  if (dates.length === 0) return days.length === WEEKDAYS.length ? say.plain('community-outages.every-day') : named;
  const listed = formatList(
    dates.map(({ from, to }) => spanText(from, to, language)),
    language,
  );
  return days.length === WEEKDAYS.length ? listed : say.plain('community-outages.dates-on', { dates: listed, days: named });
}

function spanText(from: LocalDate, to: LocalDate, language: Language): string {
  const day = (date: LocalDate) => formatLocalDate(date, language, 'long-date');
  return from === to ? day(from) : speaker(language).plain('community-outages.span', { from: day(from), to: day(to) });
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
  const removable = items.slice(0, SELECT_OPTIONS_MAX).map(({ value, label }) => ({ value, label: asLabel(label) }));
  return cardIn(language, (say) => [
    heading(say(keys.title)),
    paragraph(say(keys.text)),
    items.length > 0 ? { type: 'list', items: items.map(({ label }) => [label]) } : note(say('community.settings.none')),
    removable.length > 0 && actions(controls[`${name}-remove`].menu({ label: say.plain(keys.remove), options: removable })),
    items.length > removable.length && note(say('common.menu-first', { max: SELECT_OPTIONS_MAX })),
    actions(controls.add.button(say.plain(keys.add), { id: name, style: 'primary' }), controls.settings.button(say.plain('common.back'))),
  ]);
}
