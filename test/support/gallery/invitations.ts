import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Reply } from '../../../src/core/message.js';
import { toInstant } from '../../../src/core/time.js';
import { joinCard, linkMadeCard, linkReply, linksReply, mailedCard, overviewCard } from '../../../src/features/invitations/cards/invite.js';
import { requestCard, requestsWaitingCards } from '../../../src/features/invitations/cards/requests.js';
import type { Overview } from '../../../src/features/invitations/overview.js';
import type { WaitingRequest } from '../../../src/features/invitations/types.js';
import { speaker } from '../../../src/language/index.js';
import { actor, bridge, type Exhibit, haider, zainab } from './people.js';

/** Getting people in. */
export function invitationExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const reply = (name: string, shown: Reply): readonly Exhibit[] => (shown.type === 'message' ? [{ name, message: shown.message }] : []);
  const seen: Overview = {
    hasChat: true,
    platforms: [],
    without: 58,
    withAddress: 40,
    named: 0,
    canMail: true,
    isOpen: true,
    requests: 2,
  };
  const until = toInstant(Date.parse('2026-12-20T09:00:00+03:00'));
  const link = 'https://chat.example.org/sign-in/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';
  const profile = { member: zainab, organisation: bridge };
  const request: WaitingRequest = {
    id: toId(7),
    kind: 'join',
    hash: 'x',
    name: zainab.name,
    organisation: bridge.name,
    language,
    askedAt: until,
  };
  const asked = { ...request, kind: 'link', organisation: null } as const;
  return [
    card('invite', overviewCard(seen, language)),
    card('invite: one, no mail', overviewCard({ ...seen, without: 1, canMail: false, isOpen: false, requests: 0 }, language)),
    card('invite: everyone is in', overviewCard({ ...seen, without: 0, withAddress: 0, named: 3, platforms: ['slack'] }, language)),
    card(
      'invite: no browser chat',
      overviewCard({ ...seen, hasChat: false, canMail: false, isOpen: false, requests: 0, platforms: ['slack', 'discord'] }, language),
    ),
    ...reply('a link', linkReply({ ...profile, made: { member: zainab.id, link, until } }, actor(haider, language), language)),
    ...reply('links', linksReply(58, { name: 'invitations.csv', mediaType: 'text/csv', bytes: new Uint8Array() }, language)),
    card('mailed', mailedCard(40, language)),
    card('mailed: nobody', mailedCard(0, language)),
    ...reply('join link', joinCard(link.replace('sign-in/', 'sign-in/join/'), language)),
    card('link made', linkMadeCard(language)),
    card('requests wait', ...requestsWaitingCards(2, [language])),
    card('request: none', requestCard(undefined, language, speaker(language)('invitations.request.approved', { name: zainab.name }))),
    card('request: declined', requestCard(undefined, language, speaker(language)('invitations.request.declined', { name: zainab.name }))),
    card('request to join', requestCard({ request, namesakes: [], left: 2 }, language)),
    card('request to join: a namesake', requestCard({ request, namesakes: [profile], left: 1 }, language)),
    card('request for a link', requestCard({ request: asked, namesakes: [profile], left: 1 }, language)),
    card('request for a link: nobody of that name', requestCard({ request: asked, namesakes: [], left: 1 }, language)),
  ];
}
