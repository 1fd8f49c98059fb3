import { buttonsOf, card, heading, note, paragraph } from '../../core/blocks.js';
import type { MemberId, RelayId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { actionId, type Button, type Card, type Form } from '../../core/message.js';
import { formatList, isolate, speaker } from '../../language/index.js';
import type { Member } from '../../ports/members.js';
import type { Relay } from '../../ports/relay.js';
import { KEPT_DAYS, standingOf, WORDS_MAX } from './rules.js';

export const FEATURE = 'relay';
const button = buttonsOf(FEATURE);

type Named = Pick<Member, 'name'>;

/** The narrowest platform's buttons hold 75 characters, our words around a name included. */
const NAME_MAX = 30;

function namesOf(others: readonly Named[], language: Language): string {
  return formatList(
    others.map(({ name }) => isolate(name)),
    language,
  );
}

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
    button('write', label, { id: relay, style: 'primary' }),
    button('contact', say.plain('relay.button.contact'), { id: relay }),
    button('stop', say.plain('relay.button.stop'), { id: relay }),
  ];
}

/** Where a relay stands for one of its people, and what they can do. `others`: whom they would reach. */
export function relayCard(relay: Relay, reader: MemberId, others: readonly Named[], language: Language): Card {
  const say = speaker(language);
  const names = namesOf(others, language);
  const standing = standingOf(relay, reader);
  switch (standing) {
    case 'offered':
      return card(language, heading(say('relay.offer.title')), paragraph(say('relay.offer.text', { names })), {
        type: 'actions',
        controls: [
          button('accept', say.plain('relay.button.accept'), { id: relay.id, style: 'primary' }),
          button('stop', say.plain('relay.button.decline'), { id: relay.id }),
        ],
      });
    case 'accepted':
      return card(language, paragraph(say('relay.accepted.text', { names })), {
        type: 'actions',
        controls: [button('stop', say.plain('relay.button.stop'), { id: relay.id })],
      });
    case 'open':
      return card(language, heading(say('relay.open.title')), paragraph(say('relay.open.text', { names })), {
        type: 'actions',
        controls: talkButtons(relay.id, others, language),
      });
    case 'ended':
      return card(language, paragraph(say('relay.ended.stopped', { names })));
    default:
      return standing satisfies never;
  }
}

/** What somebody wrote, as their own words: they format nothing and ping nobody. */
export function wordCard(relay: RelayId, author: Named, words: string, others: readonly Named[], language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    paragraph(say('relay.word.from', { name: author.name })),
    { type: 'quote', text: [words] },
    { type: 'actions', controls: talkButtons(relay, others, language) },
  );
}

export function carriedCard(relay: RelayId, others: readonly Named[], language: Language): Card {
  return card(language, note(speaker(language)('relay.word.carried', { names: namesOf(others, language) })), {
    type: 'actions',
    controls: talkButtons(relay, others, language),
  });
}

/** `by`: who told that a contact was exchanged; without, one of them wanted it no more. */
export function endedCard(relay: RelayId, by: Named | undefined, others: readonly Named[], language: Language): Card {
  const say = speaker(language);
  if (by === undefined) return card(language, paragraph(say('relay.ended.stopped', { names: namesOf(others, language) })));
  return card(language, paragraph(say('relay.ended.contact', { name: by.name })), {
    type: 'actions',
    controls: [button('accept', say.plain('relay.button.reopen'), { id: relay })],
  });
}

/** To whoever wrote: the words did not arrive, and what can be done about it. */
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
  // Who can't write any more is not told to write once more.
  const key = what === 'expired' && !isOpen ? 'expired-over' : what;
  const text = say(`relay.undelivered.${key}`, { names: namesOf(others, language), days });
  const controls = isOpen ? talkButtons(relay.id, others, language) : [];
  return card(language, heading(say('relay.undelivered.title')), paragraph(text), controls.length > 0 && { type: 'actions', controls });
}

export function doneCard(what: 'contact' | 'stopped', language: Language): Card {
  return card(language, paragraph(speaker(language)(`relay.done.${what}`)));
}

export function writeForm(relay: RelayId, others: readonly Named[], language: Language): Form {
  const say = speaker(language);
  return {
    id: actionId(FEATURE, 'write', relay),
    language,
    title: say.plain('relay.form.title'),
    submit: say.plain('relay.form.send'),
    fields: [
      {
        type: 'text',
        name: 'words',
        label: say.plain('relay.form.text', { names: namesOf(others, language) }),
        hint: say.plain('relay.form.hint'),
        multiline: true,
        required: true,
        maxLength: WORDS_MAX,
      },
    ],
  };
}
