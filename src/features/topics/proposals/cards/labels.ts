import { paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Choice } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { formatList, isolate, speaker } from '../../../../language/index.js';
import { asLabel, sectorLabel } from '../../../members/public.js';
import { monthLabel } from '../../plan/cards/labels.js';
import { shownFacilitators, shownSupport } from '../../rules/counts.js';
import { cutTitle, HEADING_TITLE_MAX, OPTION_TITLE_MAX } from '../../rules/title.js';
import type { Proposal, ProposalText } from '../../types.js';

/** The title as a heading, and whole below it where it was cut. */
export function titleBlocks({ title }: Pick<ProposalText, 'title'>): readonly Block[] {
  const short = cutTitle(title, HEADING_TITLE_MAX);
  const whole: readonly Block[] = short === title ? [] : [quote([title])];
  return [{ type: 'heading', text: [short] }, ...whole];
}

/** What a proposal says, without its title. */
export function textBlocks({ question, why, sector, language: written, resources }: ProposalText, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    bold(say.plain('topics.card.question')),
    quote([question]),
    ...(why === '' ? [] : [bold(say.plain('topics.card.why')), quote([why])]),
    {
      type: 'facts',
      items: [
        { label: say('topics.form.sector'), value: [sectorLabel(sector, language)] },
        { label: say('topics.form.language'), value: [say.plain(`common.language.${written}`)] },
      ],
    },
    ...resourceBlocks(resources, language),
  ];
}

function resourceBlocks(resources: readonly string[], language: Language): readonly Block[] {
  if (resources.length === 0) return [];
  const items = resources.map((url): Text => [{ type: 'link', url, label: url }]);
  return [bold(speaker(language).plain('topics.card.resources')), { type: 'list', items }];
}

function bold(text: string): Block {
  return paragraph([{ type: 'bold', text }]);
}

/** How many support a proposal, and of how many organisations. */
export function supportText(proposal: Proposal, language: Language): Text {
  const say = speaker(language);
  const shown = shownSupport(proposal);
  switch (shown.type) {
    case 'none':
      return say('topics.support.none');
    case 'few':
      return say('topics.support.few');
    case 'untold':
      return say('topics.support.untold');
    case 'supporters':
      return say('topics.support.few-organisations', { supporters: shown.supporters });
    case 'exact':
      return shown.organisations === 0
        ? say('topics.support.supporters', { supporters: shown.supporters })
        : say('topics.support.exact', shown);
    default:
      return shown satisfies never;
  }
}

/** How many would facilitate; nothing where that is nobody or may not be shown. */
export function facilitatorsText(proposal: Proposal, language: Language): Text | undefined {
  const count = shownFacilitators(proposal);
  return count === undefined ? undefined : speaker(language)('topics.support.facilitators', { count });
}

/** Who proposed it: names, colleagues who did not want to be named, or somebody who is no longer here. */
export function proposersText(names: readonly string[], unnamed: number, language: Language): Text {
  const say = speaker(language);
  const all = [...names.map((name) => isolate(name)), ...(unnamed > 0 ? [say.plain('topics.card.unnamed', { count: unnamed })] : [])];
  return all.length === 0 ? say('topics.card.proposer-gone') : [formatList(all, language)];
}

/** What became of it. */
export function stateLabel({ state, discussed }: Pick<Proposal, 'state' | 'discussed'>, language: Language): string {
  const say = speaker(language);
  if (discussed === null) return say.plain(`topics.state.${state}`);
  return discussed.over
    ? say.plain('topics.state.discussed', { month: monthLabel(discussed.month, language) })
    : say.plain('topics.state.discussing');
}

/** A proposal as an option of a menu. */
export function optionOf({ id, title, sector }: Pick<Proposal, 'id' | 'title' | 'sector'>, language: Language): Choice {
  return { value: String(id), label: cutTitle(title, OPTION_TITLE_MAX), description: asLabel(sectorLabel(sector, language)) };
}
