import { actions, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { pageNumbers } from '../../../../kit/paging.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { sectorLabel } from '../../../members/public.js';
import { closingControls } from '../../closing/controls.js';
import { planControls } from '../../plan/controls.js';
import { encodeListQuery, type ListQuery } from '../../rules/list-query.js';
import { cutTitle, HEADING_TITLE_MAX } from '../../rules/title.js';
import { encodeTopicQuery } from '../../rules/topic-query.js';
import type { Page, Proposal } from '../../types.js';
import { topicsControls as controls } from '../controls.js';
import type { Mine } from '../mine.js';
import { optionOf, stateLabel, supportText } from './labels.js';

/** How many of one's own are on a page; the newest come first. */
const OWN_SHOWN = 12;

/** A page of open proposals, and the way to each of them. */
export function listCard(found: Page, query: ListQuery, language: Language): Card {
  const { proposals, total } = found;
  const searched = query.words !== undefined;
  return cardIn(language, (say) => [
    heading(
      query.words === undefined
        ? say('topics.list.title', { count: total })
        : say('topics.list.found', { count: total, words: query.words }),
    ),
    proposals.length === 0 && paragraph(say(searched ? 'topics.list.none-found' : 'topics.list.none')),
    ...proposalFacts(proposals, (proposal) => supportText(proposal, language), language),
    ...openMenu(proposals, language),
    ...pageBlocks(found, (page, label) => controls.list.button(label, { id: encodeListQuery({ ...query, page }) }), language),
    actions(
      controls.propose.button(say.plain('topics.button.propose')),
      controls.mine.button(say.plain('topics.button.mine'), { id: 0 }),
      closingControls.browse.button(say.plain('topics-closing.button.browse'), { id: encodeTopicQuery({ page: 0 }) }),
      ...(searched ? [controls.list.button(say.plain('topics.button.list'), { id: '0' })] : []),
    ),
  ]);
}

/** What nobody has reviewed yet, and how many summaries are `missing`. Organisers also get the way to the settings. */
export function queueCard(
  found: Page,
  { settings, missing = 0 }: { readonly settings: boolean; readonly missing?: number },
  language: Language,
  lead?: Text,
): Card {
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('topics.review.title', { count: found.total })),
    paragraph(say(found.total === 0 ? 'topics.review.none' : 'topics.review.text')),
    ...proposalFacts(found.proposals, (proposal) => supportText(proposal, language), language),
    ...openMenu(found.proposals, language),
    missing > 0 && paragraph(say('topics-closing.home.missing', { count: missing })),
    ...pageBlocks(found, (page, label) => controls.review.button(label, { id: String(page) }), language),
    actions(
      controls.list.button(say.plain('topics.button.list'), { id: '0' }),
      ...(missing > 0 ? [closingControls.overdue.button(say.plain('topics-closing.button.overdue'))] : []),
      ...(settings ? [planControls['settings-form'].button(say.plain('topics.button.settings'), { form: 'settings' })] : []),
    ),
  ]);
}

/** A page of the member's own proposals with their state, and of those that they support. */
export function mineCard({ own, supported }: Mine, wanted: number, language: Language): Card {
  const numbers = pageNumbers(Math.max(own.length, supported.length), wanted, OWN_SHOWN);
  const onPage = (all: readonly Proposal[]) => all.slice(numbers.page * OWN_SHOWN, (numbers.page + 1) * OWN_SHOWN);
  const [shown, others] = [onPage(own), onPage(supported)];
  return cardIn(language, (say) => [
    heading(say('topics.mine.title')),
    own.length === 0 && paragraph(say('topics.mine.none')),
    ...proposalFacts(shown, (proposal) => ownText(proposal, language), language),
    others.length > 0 && heading(say('topics.mine.supported')),
    ...proposalFacts(others, (proposal) => supportText(proposal, language), language),
    ...openMenu([...shown, ...others], language),
    ...pageBlocks(numbers, (page, label) => controls.mine.button(label, { id: page }), language),
    actions(
      controls.propose.button(say.plain('topics.button.propose')),
      controls.list.button(say.plain('topics.button.list'), { id: '0' }),
    ),
  ]);
}

/** The state of one's own proposal, whether it carries one's name, and its support while it is open. */
function ownText(proposal: Proposal, language: Language): Text {
  const say = speaker(language);
  const parts = [
    stateLabel(proposal, language),
    ...(proposal.anonymous ? [say.plain('topics.mine.unnamed')] : []),
    ...(proposal.state === 'open' ? supportText(proposal, language) : []),
  ];
  return [parts.filter((part) => typeof part === 'string').join(' · ')];
}

/** Proposals by their titles, with a line about each. */
function proposalFacts(proposals: readonly Proposal[], line: (proposal: Proposal) => Text, language: Language): readonly Block[] {
  if (proposals.length === 0) return [];
  return [
    {
      type: 'facts',
      items: proposals.map((proposal) => ({
        label: [cutTitle(proposal.title, HEADING_TITLE_MAX)],
        value: [`${sectorLabel(proposal.sector, language)} · `, ...line(proposal)],
      })),
    },
  ];
}

/** A menu that opens them, each once. */
function openMenu(proposals: readonly Proposal[], language: Language): readonly Block[] {
  if (proposals.length === 0) return [];
  const options = [...new Map(proposals.map((proposal) => [proposal.id, optionOf(proposal, language)])).values()];
  const label = speaker(language).plain('topics.list.open');
  return [actions(controls.show.menu({ label, options }, { id: undefined }))];
}

function pageBlocks(
  { page, pages }: Pick<Page, 'page' | 'pages'>,
  turn: (page: number, label: string) => Button,
  language: Language,
): readonly Block[] {
  if (pages < 2) return [];
  const say = speaker(language);
  return [
    note(say('topics.list.page', { page: page + 1, pages })),
    actions(
      ...(page > 0 ? [turn(page - 1, say.plain('topics.list.previous'))] : []),
      ...(page + 1 < pages ? [turn(page + 1, say.plain('common.next'))] : []),
    ),
  ];
}
