import { actions, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import type { Instant, Zone } from '../../../../core/time.js';
import { cardIn, formatInstant } from '../../../../language/index.js';
import { resourcesControls } from '../../controls.js';
import { titleIn } from '../../rules/title.js';
import type { Resource } from '../../types.js';
import { upkeepControls as controls } from '../controls.js';

export const DUE_SHOWN = 4;

export interface Due {
  readonly resources: readonly { readonly resource: Pick<Resource, 'id' | 'title' | 'titles' | 'kind'>; readonly checkedAt: Instant }[];
  readonly total: number;
}

/** Asks a contributor whether theirs is still right. */
export function dueCard({ resources, total }: Due, language: Language, zone: Zone, lead?: Text): Card {
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('resources-upkeep.due.title', { count: total })),
    paragraph(say('resources-upkeep.due.text')),
    ...resources.flatMap(({ resource: { id, ...resource }, checkedAt }) => [
      quote([titleIn(resource, language)]),
      note(say('resources-upkeep.due.since', { date: formatInstant(checkedAt, zone, language, 'short-date') })),
      actions(
        controls.right.button(say.plain('resources-upkeep.button.right'), { id, style: 'primary' }),
        resourcesControls.show.button(say.plain('resources.button.show'), { id }),
      ),
    ]),
    total > resources.length && note(say('resources.mine.more', { count: total - resources.length })),
  ]);
}
