import { heading, note, paragraph } from '../../../../core/blocks.js';
import { LANGUAGES, type Language } from '../../../../core/language.js';
import { type Block, type Card, SELECT_OPTIONS_MAX } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { calendarNames, cardIn, speaker } from '../../../../language/index.js';
import { asLabel, sectorLabel } from '../../../members/public.js';
import { cutTitle, OPTION_TITLE_MAX } from '../../rules/title.js';
import type { Template } from '../../types.js';
import { planControls as controls } from '../controls.js';
import { textsOf } from '../templates.js';
import { sectorOrNone } from './labels.js';
import { titleOf } from './plan.js';

/** The evergreen questions of a sector, and the way to the other sectors. */
export function evergreenCard(
  { sector, sectors, entries }: { readonly sector: string; readonly sectors: readonly string[]; readonly entries: readonly Template[] },
  language: Language,
  lead?: Text,
): Card {
  const options = sectors.map((code) => ({ value: code, label: asLabel(sectorLabel(code, language)) }));
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('topics-plan.evergreen.title', { sector: sectorLabel(sector, language) })),
    note(say('topics-plan.evergreen.text')),
    ...entryBlocks(entries, (entry) => [titleOf(entry, language)], language),
    { type: 'actions', controls: [controls.evergreen.menu({ label: say.plain('topics-plan.evergreen.sectors'), options }, { id: '0' })] },
    {
      type: 'actions',
      controls: [controls['evergreen-add'].button(say.plain('topics-plan.button.add-question'), { id: sector, style: 'primary' })],
    },
  ]);
}

/** The annual topics. */
export function annualCard(entries: readonly Template[], language: Language, lead?: Text): Card {
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('topics-plan.annual.title')),
    note(say('topics-plan.annual.text')),
    ...entryBlocks(entries, (entry) => [`${titleOf(entry, language)} · ${whenLabel(entry, language)}`], language),
    { type: 'actions', controls: [controls['annual-add'].button(say.plain('topics-plan.button.add-annual'), { style: 'primary' })] },
  ]);
}

function entryBlocks(entries: readonly Template[], line: (entry: Template) => Text, language: Language): readonly Block[] {
  const say = speaker(language);
  if (entries.length === 0) return [paragraph(say('topics-plan.list.empty'))];
  const kept = entries.filter(({ removed }) => !removed);
  const onList = kept.slice(0, SELECT_OPTIONS_MAX);
  const removed = entries.filter((entry) => entry.removed).slice(0, SELECT_OPTIONS_MAX);
  const menu = (shown: readonly Template[], label: string): Block => ({
    type: 'actions',
    controls: [
      controls.entry.menu(
        {
          label,
          options: shown.map((entry) => ({ value: String(entry.id), label: cutTitle(titleOf(entry, language), OPTION_TITLE_MAX) })),
        },
        { id: '0' },
      ),
    ],
  });
  return [
    onList.length === 0 ? paragraph(say('topics-plan.list.empty')) : { type: 'list', items: onList.map(line) },
    ...(onList.length === 0 ? [] : [menu(onList, say.plain('topics-plan.list.open'))]),
    ...(kept.length > onList.length ? [note(say('common.menu-first', { max: SELECT_OPTIONS_MAX }))] : []),
    ...(removed.length === 0 ? [] : [menu(removed, say.plain('topics-plan.list.open-removed'))]),
  ];
}

/** One entry in all its languages, with what organisers can do. `lead` is said first. */
export function entryCard(entry: Template, language: Language, lead?: Text): Card {
  const texts = textsOf(entry);
  const { id, kind, sector } = entry;
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading([cutTitle(titleOf(entry, language), OPTION_TITLE_MAX)]),
    {
      type: 'facts',
      items: [
        { label: say('topics.form.sector'), value: [sectorOrNone(sector, language)] },
        ...(kind === 'annual' ? [{ label: say('topics-plan.form.month'), value: [whenLabel(entry, language)] }] : []),
      ],
    },
    ...LANGUAGES.flatMap((own): readonly Block[] => {
      const words = texts[own];
      return [
        paragraph([{ type: 'bold', text: say.plain(`common.language.${own}`) }]),
        words ? { type: 'quote', text: [`${words.title}\n${words.question}`] } : note(say('topics-plan.list.no-words')),
      ];
    }),
    entry.removed
      ? note(say('topics-plan.list.removed'))
      : {
          type: 'actions',
          controls: LANGUAGES.map((own) =>
            controls['entry-words'].button(say.plain('topics-plan.button.words', { language: say.plain(`common.language.${own}`) }), {
              id: { id, language: own },
            }),
          ),
        },
    {
      type: 'actions',
      controls: [
        ...(kind === 'annual' && !entry.removed ? [controls['entry-when'].button(say.plain('topics-plan.button.when'), { id })] : []),
        entry.removed
          ? controls['entry-restore'].button(say.plain('topics-plan.button.restore'), { id, style: 'primary' })
          : controls['entry-remove'].button(say.plain('topics-plan.button.remove'), { id, style: 'danger' }),
        kind === 'annual'
          ? controls.annual.button(say.plain('common.back'))
          : controls.evergreen.button(say.plain('common.back'), { id: sector ?? '0' }),
      ],
    },
  ]);
}

function whenLabel({ monthOfYear, slot }: Template, language: Language): string {
  const month = calendarNames(language).months[(monthOfYear ?? 1) - 1] ?? '';
  const which = slot === 'last' || slot === null ? 'last' : (['1', '2', '3', '4'] as const)[slot - 1];
  return speaker(language).plain('topics-plan.annual.when', {
    month,
    slot: speaker(language).plain(`topics-plan.slot.${which ?? 'last'}`),
  });
}
