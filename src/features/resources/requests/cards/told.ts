import { actions, card, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatLocalDate, speaker } from '../../../../language/index.js';
import { requestControls as controls } from '../controls.js';
import type { Answer, ResourceRequest } from '../types.js';
import { factsBlock } from './blocks.js';

type Shown = Pick<ResourceRequest, 'id' | 'what'>;

/** Asks a member whether they can help. Nobody learns what they say. */
export function askedCard(request: ResourceRequest, author: string | undefined, language: Language): Card {
  const { id, what, purpose } = request;
  return cardIn(language, (say) => [
    paragraph(author === undefined ? say('resources-request.asked.someone') : say('resources-request.asked.name', { name: author })),
    quote([what]),
    quote([purpose]),
    factsBlock(request, language),
    note(say('resources-request.asked.why')),
    actions(
      controls['request-help'].button(say.plain('resources-request.button.help'), { id, style: 'primary' }),
      controls['request-pass'].button(say.plain('resources-request.button.pass'), { id }),
    ),
  ]);
}

/** Thanks somebody for an answer, whether it was it or not. */
export function decidedCard(request: Shown, { state, reply }: Answer, language: Language): Card {
  const isIt = state === 'confirmed';
  return cardIn(language, (say) => [
    paragraph(say(isIt ? 'resources-request.told.confirmed' : 'resources-request.told.declined')),
    quote([request.what]),
    reply !== '' && quote([reply]),
    !isIt && openButton(request, language),
  ]);
}

/** Tells somebody who wanted to help that it is no longer needed. */
export function overCard({ what }: Pick<ResourceRequest, 'what'>, language: Language): Card {
  return cardIn(language, (say) => [paragraph(say('resources-request.told.over')), quote([what])]);
}

/** Reminds somebody who wanted to help. */
export function soonCard(request: ResourceRequest, language: Language): Card {
  return withDay('resources-request.told.soon', request, language);
}

/** Tells organisers that nobody has answered. */
export function unansweredCard(request: ResourceRequest, language: Language): Card {
  return withDay('resources-request.told.unanswered', request, language);
}

function withDay(
  key: 'resources-request.told.soon' | 'resources-request.told.unanswered',
  request: ResourceRequest,
  language: Language,
): Card {
  const { deadline, what } = request;
  const date = deadline === null ? '' : formatLocalDate(deadline, language, 'long-date');
  return cardIn(language, (say) => [paragraph(say(key, { date })), quote([what]), openButton(request, language)]);
}

/** The day is over: asks whether it is still needed. */
export function dueCard(request: Shown, language: Language): Card {
  const { id, what } = request;
  return cardIn(language, (say) => [
    paragraph(say('resources-request.told.due')),
    quote([what]),
    actions(
      controls['request-edit'].button(say.plain('resources-request.button.other-day'), { id, style: 'primary' }),
      controls['request-withdraw'].button(say.plain('resources-request.button.withdraw'), { id }),
    ),
  ]);
}

/** Tells whoever asked why an organiser has closed their request. */
export function closedCard({ what, reason }: Pick<ResourceRequest, 'what' | 'reason'>, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('resources-request.told.closed')),
    quote([what]),
    reason !== null && quote([reason]),
    note(say('resources-request.told.closed-note', { command: '/resources request' })),
  ]);
}

function openButton({ id }: Pick<ResourceRequest, 'id'>, language: Language) {
  return actions(controls['request-show'].button(speaker(language).plain('resources-request.button.show'), { id }));
}

/** What was done, in a sentence, and the way to what others look for. */
export function doneCard(text: Text, language: Language): Card {
  return card(
    language,
    paragraph(text),
    actions(controls['request-list'].button(speaker(language).plain('resources-request.button.list'), { id: '0' })),
  );
}
