import { heading, note, paragraph } from '../../../../core/blocks.js';
import { LANGUAGES, type Language } from '../../../../core/language.js';
import { type Block, type Button, type Card, SELECT_OPTIONS_MAX } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { pageBlocks } from '../../../../feature-api/index.js';
import { pageNumbers } from '../../../../kit/paging.js';
import { calendarNames, cardIn, speaker } from '../../../../language/index.js';
import { asLabel, sectorLabel } from '../../../members/public.js';
import { cutTitle, OPTION_TITLE_MAX } from '../../rules/title.js';
import type { Template } from '../../types.js';
import { planControls as controls } from '../controls.js';
import { textsOf } from '../templates.js';
import { sectorOrNone } from './labels.js';
import { titleOf } from './plan.js';

interface Evergreen {
  readonly sector: string;
  readonly sectors: readonly string[];
  readonly entries: readonly Template[];
  readonly page: number;
}

/** A page of the evergreen questions of a sector, and the way to the other sectors. */
export function evergreenCard({ sector, sectors, entries, page }: Evergreen, language: Language, lead?: Text): Card {
  const options = sectors.map((code) => ({ value: code, label: asLabel(sectorLabel(code, language)) }));
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('topics-plan.evergreen.title', { sector: sectorLabel(sector, language) })),
    note(say('topics-plan.evergreen.text')),
    ...entryBlocks(entries, page, {
      line: (entry) => [titleOf(entry, language)],
      turn: (label, to) => controls.evergreen.button(label, { id: { of: sector, page: to } }),
      language,
    }),
    {
      type: 'actions',
      controls: [controls.evergreen.menu({ label: say.plain('topics-plan.evergreen.sectors'), options }, { id: { of: '0', page: 0 } })],
    },
    {
      type: 'actions',
      controls: [controls['evergreen-add'].button(say.plain('topics-plan.button.add-question'), { id: sector, style: 'primary' })],
    },
  ]);
}

/** A page of the annual topics. */
export function annualCard(entries: readonly Template[], page: number, language: Language, lead?: Text): Card {
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('topics-plan.annual.title')),
    note(say('topics-plan.annual.text')),
    ...entryBlocks(entries, page, {
      line: (entry) => [`${titleOf(entry, language)} · ${whenLabel(entry, language)}`],
      turn: (label, to) => controls.annual.button(label, { id: to }),
      language,
    }),
    { type: 'actions', controls: [controls['annual-add'].button(say.plain('topics-plan.button.add-annual'), { style: 'primary' })] },
  ]);
}

interface Shown {
  readonly line: (entry: Template) => Text;
  readonly turn: (label: string, page: number) => Button;
  readonly language: Language;
}

/** A page of what is on a list, and of what was taken off it. */
function entryBlocks(entries: readonly Template[], wanted: number, { line, turn, language }: Shown): readonly Block[] {
  const say = speaker(language);
  const [kept, gone] = [entries.filter((entry) => !entry.removed), entries.filter((entry) => entry.removed)];
  const numbers = pageNumbers(Math.max(kept.length, gone.length), wanted, SELECT_OPTIONS_MAX);
  const from = numbers.page * SELECT_OPTIONS_MAX;
  const [onList, removed] = [kept, gone].map((each) => each.slice(from, from + SELECT_OPTIONS_MAX)) as [Template[], Template[]];
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
    ...(kept.length === 0 ? [paragraph(say('topics-plan.list.empty'))] : []),
    ...(onList.length === 0 ? [] : [{ type: 'list' as const, items: onList.map(line) }]),
    ...(onList.length === 0 ? [] : [menu(onList, say.plain('topics-plan.list.open'))]),
    ...(removed.length === 0 ? [] : [menu(removed, say.plain('topics-plan.list.open-removed'))]),
    ...pageBlocks(numbers, language, turn),
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
          ? controls.annual.button(say.plain('common.back'), { id: 0 })
          : controls.evergreen.button(say.plain('common.back'), { id: { of: sector ?? '0', page: 0 } }),
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
