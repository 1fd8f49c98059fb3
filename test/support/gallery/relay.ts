import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { carriedCard, doneCard, endedCard, relayCard, undeliveredCard, wordCard, writeForm } from '../../../src/features/relay/cards.js';
import type { Relay } from '../../../src/ports/relay.js';
import { type Exhibit, haider, karwan, zainab } from './people.js';

const relay = (mine: Relay['members'][number]['state'], state: Relay['state']): Relay => ({
  id: toId(9),
  key: 'coffee:41',
  state,
  words: 2,
  members: [
    { member: zainab.id, state: mine },
    { member: karwan.id, state: 'accepted' },
  ],
});

/** What carries the words of two who are on different platforms. */
export function relayExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const { id } = relay('offered', 'offered');
  return [
    card('offered', relayCard(relay('offered', 'offered'), zainab.id, [karwan], language)),
    card('offered to three', relayCard(relay('offered', 'offered'), zainab.id, [karwan, haider], language)),
    card('accepted', relayCard(relay('accepted', 'offered'), zainab.id, [karwan], language)),
    card('accepted of three', relayCard(relay('accepted', 'offered'), zainab.id, [karwan, haider], language)),
    card('open', relayCard(relay('accepted', 'open'), zainab.id, [karwan], language)),
    card('open to three', relayCard(relay('accepted', 'open'), zainab.id, [karwan, haider], language)),
    card('ended', relayCard(relay('stopped', 'ended'), zainab.id, [karwan], language)),
    card('a word', wordCard(id, karwan, 'سڵاو! یەکشەممە کاتژمێر ١٠ دەگونجێت؟ @everyone <!channel> *hello*', [karwan], language)),
    card('carried', carriedCard(id, [karwan], language)),
    card('ended with a contact', endedCard(id, karwan, [karwan], language)),
    card('stuck', undeliveredCard('stuck', relay('accepted', 'open'), zainab.id, [karwan], language)),
    card('expired', undeliveredCard('expired', relay('accepted', 'open'), zainab.id, [karwan], language)),
    card('expired, when the relay is over', undeliveredCard('expired', relay('stopped', 'ended'), zainab.id, [karwan], language)),
    card('ended by the other', endedCard(id, undefined, [karwan], language)),
    card('stopped', doneCard('stopped', language)),
    card('done', doneCard('contact', language)),
    { name: 'write (form)', form: writeForm(id, [karwan], language) },
  ];
}
