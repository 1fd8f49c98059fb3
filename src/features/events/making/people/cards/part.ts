import { actions, card, note, paragraph } from '../../../../../core/blocks.js';
import type { Language } from '../../../../../core/language.js';
import type { Block, Card } from '../../../../../core/message.js';
import { cardIn, speaker } from '../../../../../language/index.js';
import { aboutBlocks, factsBlock } from '../../../cards/labels.js';
import { titleIn } from '../../../text-of.js';
import type { CommunityEvent, EventPerson } from '../../../types.js';
import type { OwnPart } from '../answer.js';
import { peopleControls as controls } from '../controls.js';
import { hasAgreed } from '../named.js';

/** Asks a member whether they do what an organiser gave them, and are named. */
export function partAskedCard({ person, ...whole }: OwnPart, language: Language): Card {
  const { event } = whole;
  return cardIn(language, (say) => [
    paragraph(say('events-people.asked', { title: titleIn(event, language), role: roleWord(person, language) })),
    factsBlock(whole, language),
    ...aboutBlocks(event, language),
    ...askBlocks(person, language),
  ]);
}

/** What a member does at an event, and whether they are named. */
export function partBlocks(parts: readonly EventPerson[], event: Pick<CommunityEvent, 'state'>, language: Language): readonly Block[] {
  if (event.state === 'cancelled') return [];
  const say = speaker(language);
  return parts.flatMap((person): readonly Block[] => {
    const role = roleWord(person, language);
    return hasAgreed(person)
      ? [note(say('events-people.own', { role })), actions(noButton(person, 'no-longer', language))]
      : [paragraph(say('events-people.ask', { role })), ...askBlocks(person, language)];
  });
}

function askBlocks(person: EventPerson, language: Language): readonly Block[] {
  const say = speaker(language);
  const yes = controls['part-yes'].button(say.plain('events-people.button.yes'), { id: person.id, style: 'primary' });
  return [note(say('events-people.ask-hint')), actions(yes, noButton(person, 'no', language))];
}

function noButton({ id }: EventPerson, word: 'no' | 'no-longer', language: Language) {
  return controls['part-no'].button(speaker(language).plain(`events-people.button.${word}`), { id });
}

export function roleWord({ role }: Pick<EventPerson, 'role'>, language: Language): string {
  return speaker(language).plain(`events-people.role.${role}`);
}

/** After a member said yes or no. */
export function partAnswerCard({ event, person }: OwnPart, answer: 'yes' | 'no', language: Language): Card {
  const say = speaker(language);
  const title = titleIn(event, language);
  if (answer === 'no') return card(language, paragraph(say('events-people.done.no', { title })));
  return card(language, paragraph(say('events-people.done.yes', { title })), ...partBlocks([person], event, language));
}
