import { actions, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block } from '../../../../core/message.js';
import type { Zone } from '../../../../core/time.js';
import { formatInstant, formatList, formatLocalDate, speaker } from '../../../../language/index.js';
import { PERSONAL, type Personal } from '../../../../ports/files.js';
import type { More } from '../../cards/resource.js';
import type { ResourceView } from '../../find.js';
import type { Edition, EditionId } from '../../types.js';
import { upkeepControls as controls } from '../controls.js';
import type { Copy, TakeDown } from '../types.js';
import type { UpkeepView } from '../view.js';
import { linkText } from './check.js';

/** What the card of a resource says about who looks after it, and what its contributor and organisers can do. */
export function upkeepOn({ resource, editions, own, organiser }: ResourceView, upkeep: UpkeepView, language: Language, zone: Zone): More {
  const say = speaker(language);
  const { id, state } = resource;
  const { checked, expiresOn, review, badLinks, takeDowns, copies } = upkeep;
  const isCared = own || organiser;
  const blocks: readonly Block[] = [
    ...(checked ? [note(say.phrase(checkedPhrase(checked, formatInstant(checked.at, zone, language, 'short-date'))))] : []),
    ...(expiresOn !== null && isCared
      ? [note(say('resources-upkeep.expires.on', { date: formatLocalDate(expiresOn, language, 'short-date') }))]
      : []),
    ...(review?.isDue ? [paragraph(say('resources-upkeep.review.due'))] : []),
    ...editions
      .filter(({ replacedAt }) => replacedAt === null)
      .flatMap(({ id: edition, link }) => {
        const health = badLinks.get(edition);
        return health && link !== null
          ? [paragraph([`${linkText(health, language)} `, { type: 'link' as const, url: link, label: link }])]
          : [];
      }),
    ...copyBlocks(editions, copies, organiser, language),
    ...takeDownBlocks(takeDowns, language),
  ];
  const isGone = state === 'withdrawn' || state === 'removed' || state === 'left';
  const row = [
    ...(state === 'approved' && isCared
      ? [controls.right.button(say.plain('resources-upkeep.button.right'), { id, ...(review?.isDue && { style: 'primary' as const }) })]
      : []),
    ...(isCared && !isGone ? [controls.expires.button(say.plain('resources-upkeep.button.expires'), { id })] : []),
  ];
  const answered = takeDowns.length === 0 ? [] : [controls.answered.button(say.plain('resources-upkeep.button.answered'), { id })];
  return { blocks, rows: [row, answered].filter((each) => each.length > 0) };
}

/** What people outside get of each file, and what an organiser has to decide. */
export function copyBlocks(
  editions: readonly Edition[],
  copies: ReadonlyMap<EditionId, Copy>,
  organiser: boolean,
  language: Language,
): readonly Block[] {
  const say = speaker(language);
  return editions.flatMap(({ id, language: written }): readonly Block[] => {
    const copy = copies.get(id);
    if (!copy || copy.state === 'same') return [];
    const values = { language: say.plain(`common.language.${written}`), what: personalText(copy.removed, language) };
    return [
      note(say(`resources-upkeep.copy.${copy.state}`, values)),
      ...(copy.state === 'failed' && organiser ? [actions(controls.give.button(say.plain('resources-upkeep.button.give'), { id }))] : []),
    ];
  });
}

/** What was taken out, as people say it. */
export function personalText(removed: readonly Personal[], language: Language): string {
  return formatList(
    PERSONAL.filter((each) => removed.includes(each)).map((each) => speaker(language).plain(`files.personal.${each}`)),
    language,
  );
}

/** What people outside wrote, and how to reach them. */
export function takeDownBlocks(takeDowns: readonly TakeDown[], language: Language): readonly Block[] {
  if (takeDowns.length === 0) return [];
  const say = speaker(language);
  return [
    paragraph(say('resources-upkeep.take-down.asked', { count: takeDowns.length })),
    ...takeDowns.flatMap(({ text, contact }) => [
      quote([text]),
      ...(contact === null ? [] : [note(say('resources-upkeep.take-down.contact', { contact }))]),
    ]),
    note(say('resources-upkeep.take-down.what')),
  ];
}

function checkedPhrase({ role, name }: NonNullable<UpkeepView['checked']>, date: string) {
  return name === undefined
    ? ({ key: `resources-upkeep.checked.${role}`, values: { date } } as const)
    : ({ key: 'resources-upkeep.checked.name', values: { name, date } } as const);
}
