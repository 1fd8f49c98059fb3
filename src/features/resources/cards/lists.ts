import { actions, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { pageBlocks } from '../../../feature-api/index.js';
import { type PageNumbers, pageOf } from '../../../kit/paging.js';
import { cardIn, speaker } from '../../../language/index.js';
import { resourcesControls as controls } from '../controls.js';
import { seenId } from '../ids.js';
import { requestControls } from '../requests/controls.js';
import { titleIn } from '../rules/title.js';
import type { Resource } from '../types.js';
import { kindText, optionOf, shortTitle } from './labels.js';

/** What an option menu holds on every platform. */
const OPTIONS_MAX = 25;

/** A page of one's own resources with their state, the newest first. */
export function mineCard(own: readonly Resource[], language: Language, page = 0): Card {
  const { shown, ...numbers } = pageOf(own, page, OPTIONS_MAX);
  return cardIn(language, (say) => [
    heading(say('resources.mine.title')),
    own.length === 0 && paragraph(say('resources.mine.none')),
    ...facts(shown, language, (resource) => say.plain(`resources.state.${resource.state}`)),
    ...openMenu(shown, language),
    ...pageBlocks(numbers, language, (label, to) => controls.mine.button(label, { id: to })),
    actions(
      controls.add.button(say.plain('resources.button.add')),
      requestControls['request-mine'].button(say.plain('resources-request.button.mine'), { id: 0 }),
      requestControls['request-list'].button(say.plain('resources-request.button.list'), { id: '0' }),
    ),
  ]);
}

export interface Queue extends PageNumbers {
  readonly resources: readonly Resource[];
  /** What members found outdated or wrong. */
  readonly flagged: readonly Resource[];
}

/** What waits for organisers. `mayApprove`: those of the page that the reader may approve at once. */
export function queueCard(queue: Queue, mayApprove: readonly Resource[], language: Language, lead?: Text): Card {
  const { resources, flagged, total, page, pages } = queue;
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('resources.review.title', { count: total })),
    paragraph(say(total === 0 ? 'resources.review.none' : 'resources.review.text')),
    ...facts(resources, language, (resource) => kindText(resource, language)),
    ...openMenu(resources, language),
    mayApprove.length > 1 &&
      actions(
        controls['approve-many'].menu(
          {
            label: say.plain('resources.review.approve-many'),
            options: mayApprove.map((resource) => ({
              ...optionOf(resource, language),
              value: String(seenId.encode({ id: resource.id, version: resource.version })),
            })),
            max: mayApprove.length,
          },
          { id: String(page) },
        ),
      ),
    flagged.length > 0 && paragraph(say('resources.review.flagged', { count: flagged.length })),
    flagged.length > 0 &&
      actions(...flagged.slice(0, 5).map((one) => controls.show.button(shortTitle(titleIn(one, language)), { id: one.id }))),
    ...pageBlocks({ page, pages }, language, (label, to) => controls.review.button(label, { id: String(to) })),
  ]);
}

function facts(resources: readonly Resource[], language: Language, line: (resource: Resource) => string): readonly Block[] {
  if (resources.length === 0) return [];
  return [
    { type: 'facts', items: resources.map((resource) => ({ label: [shortTitle(titleIn(resource, language))], value: [line(resource)] })) },
  ];
}

function openMenu(resources: readonly Resource[], language: Language): readonly Block[] {
  if (resources.length === 0) return [];
  const options = resources.map((resource) => optionOf(resource, language));
  return [actions(controls.show.menu({ label: speaker(language).plain('resources.open'), options }, { id: undefined }))];
}
