import { actions, card, heading, note, paragraph, quote } from '../../../core/blocks.js';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Button, Card } from '../../../core/message.js';
import { cardIn, speaker } from '../../../language/index.js';
import { relayControls as controls } from '../controls.js';
import { type Named, namesOf } from '../names.js';
import { KEPT_DAYS, standingOf } from '../rules/relay.js';
import type { Relay, RelayId } from '../types.js';

/** A button's label holds 75 characters on every platform, the text around the name included. */
const NAME_MAX = 30;

function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length > NAME_MAX ? `${letters.slice(0, NAME_MAX - 1).join('')}…` : name;
}

function talkButtons(relay: RelayId, others: readonly Named[], language: Language): readonly Button[] {
  const say = speaker(language);
  const [first] = others;
  const label =
    first && others.length === 1
      ? say.plain('relay.button.write', { name: shortened(first.name) })
      : say.plain('relay.button.write-several');
  return [
    controls.write.button(label, { id: relay, style: 'primary' }),
    controls.contact.button(say.plain('relay.button.contact'), { id: relay }),
    controls.stop.button(say.plain('relay.button.stop'), { id: relay }),
  ];
}

/** Where a relay stands for one of its members, and what they can do. `others`: whom they would reach. */
export function standingCard(relay: Relay, reader: MemberId, others: readonly Named[], language: Language): Card {
  const say = speaker(language);
  const names = namesOf(others, language);
  const standing = standingOf(relay, reader);
  switch (standing) {
    case 'offered':
      return card(
        language,
        heading(say('relay.offer.title')),
        paragraph(say('relay.offer.text', { names })),
        actions(
          controls.accept.button(say.plain('relay.button.accept'), { id: relay.id, style: 'primary' }),
          controls.stop.button(say.plain('relay.button.decline'), { id: relay.id }),
        ),
      );
    case 'accepted':
      return card(
        language,
        paragraph(say('relay.accepted.text', { names })),
        actions(controls.stop.button(say.plain('relay.button.stop'), { id: relay.id })),
      );
    case 'open':
      return card(
        language,
        heading(say('relay.open.title')),
        paragraph(say('relay.open.text', { names })),
        actions(...talkButtons(relay.id, others, language)),
      );
    case 'ended':
      return card(language, paragraph(say('relay.ended.stopped', { names })));
    default:
      return standing satisfies never;
  }
}

/** A carried message: a quote, so that it formats nothing and pings nobody. */
export function messageCard(relay: RelayId, author: Named, text: string, others: readonly Named[], language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('relay.word.from', { name: author.name })),
    quote([text]),
    actions(...talkButtons(relay, others, language)),
  ]);
}

/** What the writer wrote themselves, so that the room shows the whole conversation. */
export function ownCard(text: string, language: Language): Card {
  return card(language, paragraph(speaker(language)('relay.word.own')), quote([text]));
}

/** To somebody who typed in the room: that nobody reads it, and how to write. */
export function howCard(relay: Relay, reader: MemberId, others: readonly Named[], language: Language): Card {
  const standing = standingCard(relay, reader, others, language);
  return { ...standing, blocks: [paragraph(speaker(language)('relay.how.text')), ...standing.blocks] };
}

export function carriedCard(relay: RelayId, others: readonly Named[], language: Language): Card {
  return card(
    language,
    note(speaker(language)('relay.word.carried', { names: namesOf(others, language) })),
    actions(...talkButtons(relay, others, language)),
  );
}

/** `by`: who said that contact details were exchanged; undefined where one of them stopped the relay. */
export function endedCard(relay: RelayId, by: Named | undefined, others: readonly Named[], language: Language): Card {
  const say = speaker(language);
  if (by === undefined) return card(language, paragraph(say('relay.ended.stopped', { names: namesOf(others, language) })));
  return card(
    language,
    paragraph(say('relay.ended.contact', { name: by.name })),
    actions(controls.accept.button(say.plain('relay.button.reopen'), { id: relay })),
  );
}

/** To the writer: the message did not arrive, and what they can do about it. */
export function undeliveredCard(
  what: 'stuck' | 'expired',
  relay: Relay,
  writer: MemberId,
  others: readonly Named[],
  language: Language,
): Card {
  const say = speaker(language);
  const days = KEPT_DAYS;
  const isOpen = standingOf(relay, writer) === 'open';
  // Somebody who can no longer write is not told to write again.
  const key = what === 'expired' && !isOpen ? 'expired-over' : what;
  const text = say(`relay.undelivered.${key}`, { names: namesOf(others, language), days });
  const controls = isOpen ? talkButtons(relay.id, others, language) : [];
  return card(language, heading(say('relay.undelivered.title')), paragraph(text), controls.length > 0 && actions(...controls));
}

export function doneCard(what: 'contact' | 'stopped', language: Language): Card {
  return card(language, paragraph(speaker(language)(`relay.done.${what}`)));
}
