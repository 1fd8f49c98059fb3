import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { pageBlocks } from '../../../../feature-api/index.js';
import type { PageNumbers } from '../../../../kit/paging.js';
import { cardIn, isolate, speaker } from '../../../../language/index.js';
import { asLabel, sectorLabel } from '../../../members/public.js';
import { type AnswerTimes, daysOf } from '../../rules/answer-times.js';
import { requestControls as controls } from '../controls.js';
import type { ResourceRequest } from '../types.js';
import { lineOf, openMenu } from './blocks.js';

/** A page of one's own requests with their state, the newest first. */
export function myRequestsCard(own: readonly ResourceRequest[], numbers: PageNumbers, language: Language, lead?: Text): Card {
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('resources-request.mine.title')),
    own.length === 0 && paragraph(say('resources-request.mine.none')),
    ...facts(own, ({ state }) => say.plain(`resources-request.state.${state}`)),
    ...openMenu(own, language),
    ...pageBlocks(numbers, language, (label, page) => controls['request-mine'].button(label, { id: page })),
    actions(
      controls.request.button(say.plain('resources-request.button.request'), { id: undefined }),
      controls['request-list'].button(say.plain('resources-request.button.list'), { id: '0' }),
    ),
  ]);
}

/** What members look for, a page of it. */
export function openRequestsCard(open: readonly ResourceRequest[], numbers: PageNumbers, language: Language): Card {
  return cardIn(language, (say) => [
    ...pageOf(open, numbers, { to: 'members', tell: (request) => lineOf(request, language) }, language),
    actions(controls.request.button(say.plain('resources-request.button.request'), { id: undefined })),
  ]);
}

interface ForOrganisers {
  readonly open: readonly ResourceRequest[];
  readonly numbers: PageNumbers;
  readonly times: AnswerTimes;
}

/** The same for organisers, with how requests were answered. */
export function organisersCard({ open, numbers, times }: ForOrganisers, language: Language, lead?: Text): Card {
  const say = speaker(language);
  const tell = (request: ResourceRequest) => `${say.plain(`resources-request.state.${request.state}`)} · ${lineOf(request, language)}`;
  return card(
    language,
    lead && paragraph(lead),
    ...pageOf(open, numbers, { to: 'organisers', tell }, language),
    ...timesBlocks(times, language),
  );
}

const LISTS = {
  members: { text: 'resources-request.list.text', action: 'request-list' },
  organisers: { text: 'resources-request.organisers.text', action: 'requests' },
} as const;

function pageOf(
  open: readonly ResourceRequest[],
  numbers: PageNumbers,
  { to, tell }: { readonly to: keyof typeof LISTS; readonly tell: (request: ResourceRequest) => string },
  language: Language,
): readonly Block[] {
  const say = speaker(language);
  return [
    heading(say('resources-request.list.title', { count: numbers.total })),
    paragraph(say(numbers.total === 0 ? 'resources-request.list.none' : LISTS[to].text)),
    ...facts(open, tell),
    ...openMenu(open, language),
    ...pageBlocks(numbers, language, (label, page) => controls[LISTS[to].action].button(label, { id: String(page) })),
  ];
}

function timesBlocks({ asked, answered, confirmed, medianMs, sectors }: AnswerTimes, language: Language): readonly Block[] {
  if (asked === 0) return [];
  const say = speaker(language);
  return [
    note(say('resources-request.times.counts', { asked, answered, confirmed })),
    ...(medianMs === undefined ? [] : [note(say('resources-request.times.median', { days: daysOf(medianMs) }))]),
    ...sectors.map(({ sector, answered: count, medianMs: took }) =>
      note(say('resources-request.times.sector', { sector: sectorLabel(sector, language), count, days: daysOf(took) })),
    ),
  ];
}

/** The monthly post in the channel. */
export function postCard(open: readonly ResourceRequest[], total: number, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('resources-request.post.title')),
    paragraph(say('resources-request.post.text', { count: total })),
    { type: 'list', items: open.map((request) => [`${isolate(request.what)} · ${lineOf(request, language)}`]) },
    total > open.length && note(say('resources-request.post.more', { count: total - open.length })),
    ...openMenu(open, language),
    actions(
      controls['request-list'].button(say.plain('resources-request.button.list'), { id: '0' }),
      controls.request.button(say.plain('resources-request.button.request'), { id: undefined }),
    ),
  ]);
}

/** What a post says once all that it listed is answered. */
export function postDoneCard(language: Language): Card {
  return cardIn(language, (say) => [heading(say('resources-request.post.title')), paragraph(say('resources-request.post.done'))]);
}

function facts(requests: readonly ResourceRequest[], line: (request: ResourceRequest) => string): readonly Block[] {
  if (requests.length === 0) return [];
  return [{ type: 'facts', items: requests.map((request) => ({ label: [asLabel(request.what)], value: [line(request)] })) }];
}
