import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import {
  carriedCard,
  doneCard,
  endedCard,
  howCard,
  messageCard,
  ownCard,
  standingCard,
  undeliveredCard,
} from '../../../src/features/relay/cards/relay.js';
import { relayControls } from '../../../src/features/relay/controls.js';
import { namesOf } from '../../../src/features/relay/names.js';
import type { Relay } from '../../../src/features/relay/types.js';
import { speaker } from '../../../src/language/index.js';
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
  const write = { labels: { words: speaker(language).plain('relay.form.text', { names: namesOf([karwan], language) }) } };
  return [
    card('offered', standingCard(relay('offered', 'offered'), zainab.id, [karwan], language)),
    card('offered to three', standingCard(relay('offered', 'offered'), zainab.id, [karwan, haider], language)),
    card('accepted', standingCard(relay('accepted', 'offered'), zainab.id, [karwan], language)),
    card('accepted of three', standingCard(relay('accepted', 'offered'), zainab.id, [karwan, haider], language)),
    card('open', standingCard(relay('accepted', 'open'), zainab.id, [karwan], language)),
    card('open to three', standingCard(relay('accepted', 'open'), zainab.id, [karwan, haider], language)),
    card('ended', standingCard(relay('stopped', 'ended'), zainab.id, [karwan], language)),
    card('a word', messageCard(id, karwan, 'سڵاو! یەکشەممە کاتژمێر ١٠ دەگونجێت؟ @everyone <!channel> *hello*', [karwan], language)),
    card('own words', ownCard('سڵاو! یەکشەممە کاتژمێر ١٠ دەگونجێت؟ @everyone', language)),
    card('how to write', howCard(relay('accepted', 'open'), zainab.id, [karwan], language)),
    card('carried', carriedCard(id, [karwan], language)),
    card('ended with a contact', endedCard(id, karwan, [karwan], language)),
    card('stuck', undeliveredCard('stuck', relay('accepted', 'open'), zainab.id, [karwan], language)),
    card('expired', undeliveredCard('expired', relay('accepted', 'open'), zainab.id, [karwan], language)),
    card('expired, when the relay is over', undeliveredCard('expired', relay('stopped', 'ended'), zainab.id, [karwan], language)),
    card('ended by the other', endedCard(id, undefined, [karwan], language)),
    card('stopped', doneCard('stopped', language)),
    card('done', doneCard('contact', language)),
    { name: 'write (form)', form: relayControls.write.form(language, write, { id }) },
  ];
}
