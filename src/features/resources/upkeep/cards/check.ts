import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Zone } from '../../../../core/time.js';
import { pageBlocks } from '../../../../feature-api/index.js';
import { formatInstant, speaker } from '../../../../language/index.js';
import { shortTitle } from '../../cards/labels.js';
import { resourcesControls } from '../../controls.js';
import type { Resource } from '../../types.js';
import { upkeepControls as controls } from '../controls.js';
import { isNothing, type ToCheck } from '../review.js';
import type { LinkHealth } from '../types.js';

/** Why a link counts as lost. */
export function linkText({ state, status }: LinkHealth, language: Language): string {
  const say = speaker(language);
  const which = state === 'alive' ? 'gone' : state;
  return say.plain(`resources-upkeep.link.${which}`, { status: String(status ?? '') });
}

/** What organisers have to see to, since nobody else does. */
export function checkCard(all: ToCheck, isChecking: boolean, language: Language, zone: Zone): Card {
  const say = speaker(language);
  const { links, due, takeDowns, unclean } = all;
  const undecided = unclean.map((resource) => ({ resource, line: say.plain('resources-upkeep.check.unclean-line') }));
  const old = due.resources.map(({ resource, checkedAt }) => ({
    resource,
    line: say.plain('resources-upkeep.due.since', { date: formatInstant(checkedAt, zone, language, 'short-date') }),
  }));
  const lost = links.map(({ resource, health }) => ({ resource, line: linkText(health, language) }));
  const asked = takeDowns.map((resource) => ({ resource, line: say.plain('resources-upkeep.check.requests', { count: resource.count }) }));
  return card(
    language,
    heading(say('resources-upkeep.check.title')),
    paragraph(say(isNothing(all) ? 'resources-upkeep.check.none' : 'resources-upkeep.check.text')),
    ...section(say.plain('resources-upkeep.check.take-downs'), asked),
    ...section(say.plain('resources-upkeep.check.unclean', { count: unclean.length }), undecided),
    ...section(say.plain('resources-upkeep.check.links', { count: lost.length }), lost),
    ...section(say.plain('resources-upkeep.check.due', { count: due.total }), old),
    ...openMenu([...takeDowns, ...unclean, ...[...links, ...due.resources].map(({ resource }) => resource)], language),
    ...pageBlocks(all, language, (label, page) => controls.check.button(label, { id: page })),
    !isChecking && note(say('resources-upkeep.check.off')),
  );
}

function section(title: string, lines: readonly { readonly resource: Pick<Resource, 'title'>; readonly line: string }[]): readonly Block[] {
  if (lines.length === 0) return [];
  return [
    paragraph([{ type: 'bold', text: title }]),
    { type: 'facts', items: lines.map(({ resource, line }) => ({ label: [shortTitle(resource.title)], value: [line] })) },
  ];
}

function openMenu(resources: readonly Pick<Resource, 'id' | 'title'>[], language: Language): readonly Block[] {
  const known = [...new Map(resources.map((resource) => [resource.id, resource])).values()];
  if (known.length === 0) return [];
  const options = known.map(({ id, title }) => ({ value: String(id), label: shortTitle(title) }));
  return [actions(resourcesControls.show.menu({ label: speaker(language).plain('resources.open'), options }, { id: undefined }))];
}
