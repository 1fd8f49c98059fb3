import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { guestsCard } from '../../../src/features/events/guests/cards/guests.js';
import { addedBlocks, listedCard } from '../../../src/features/events/listed/cards/listed.js';
import { listedControls as controls } from '../../../src/features/events/listed/controls.js';
import type { Candidate } from '../../../src/features/events/listed/rules/read.js';
import type { ListedView } from '../../../src/features/events/listed/view.js';
import { draftCard } from '../../../src/features/events/making/cards/draft.js';
import { draft, event, whole } from './events.js';
import { type Exhibit, karwan, zainab } from './people.js';

const link = { address: 'https://mudhif.example.org/p/events/invitation/0123456789abcdef0123456789abcdef', usesLeft: 188 };
const people: readonly Candidate[] = [
  { id: zainab.id, name: zainab.name, email: null, organisation: 'Tigris @everyone' },
  { id: karwan.id, name: karwan.name, email: null, organisation: '' },
];
const onList = { ...event, audience: { to: 'members' }, announcedAt: null } as const;
const listed: ListedView = { event: onList, people, total: 42, page: 1, pages: 3, search: undefined };
const none: ListedView = {
  event: { ...onList, state: 'draft', audience: { to: 'everyone' } },
  people: [],
  total: 0,
  page: 0,
  pages: 1,
  search: undefined,
};

/** Guests by a link, and events for people whom organisers choose by name. */
export function eventGuestExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const found = [{ id: toId<Candidate['id']>(9), name: 'زهراء *علي*', email: null, organisation: 'Reed House' }];
  const added = {
    members: [],
    added: 2,
    several: [{ text: 'sara', names: ['Sara Ali (Reed House)', 'Sara @here'] }],
    unknown: ['<nobody>', '٣'],
  };
  return [
    card('no link for guests yet', guestsCard({ ...whole, link: undefined, closed: undefined, guests: 0 }, language)),
    card('the link for guests', guestsCard({ ...whole, link, closed: undefined, guests: 12 }, language)),
    card(
      'a link that is used up, before registration begins',
      guestsCard({ ...whole, link: { ...link, usesLeft: 0 }, closed: 'not-yet', guests: 1 }, language),
    ),
    card('guests of an event that is over', guestsCard({ ...whole, link: undefined, closed: 'over', guests: 3 }, language)),
    card('an event for everyone', listedCard(none, language)),
    card('an event for chosen people', listedCard(listed, language)),
    card(
      'nobody is chosen any more',
      listedCard({ ...listed, people: [], total: 0, page: 0, pages: 1, event: { ...onList, state: 'draft' } }, language),
    ),
    card('announced to everyone', listedCard({ ...none, event }, language)),
    card('people who were found', listedCard({ ...listed, search: { text: 'ali', found } }, language)),
    card('nobody was found', listedCard({ ...none, search: { text: '*x*', found: [] } }, language)),
    card('a list was pasted', listedCard({ ...listed, page: 0 }, language, addedBlocks(added, language))),
    card('a draft for chosen people', draftCard({ ...draft, event: { ...onList, state: 'draft' } }, language)),
    { name: 'people of a list (form)', form: controls['listed-add'].form(language, {}, { id: { id: event.id, version: event.version } }) },
    { name: 'search (form)', form: controls['listed-search'].form(language, {}, { id: event.id }) },
  ];
}
