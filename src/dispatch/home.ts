import { card, heading, note } from '../core/blocks.js';
import type { Language } from '../core/language.js';
import type { Card, Message } from '../core/message.js';
import type { Context } from '../feature-api/index.js';
import { speaker } from '../language/index.js';
import type { Identity } from '../ports/chat.js';
import { readReply } from './stored-reply.js';

/**
 * A member's own next steps on one page: each feature brings its section, in order. Somebody who is not known yet is
 * welcomed, and does not become known by looking.
 */
export async function composeHome(context: Context, account: Identity): Promise<Message> {
  const { all } = context.features;
  const person = await context.people.findByAccount(account);
  const cards: Card[] = [];
  if (!person) {
    for (const { home } of all) cards.push(...((await home?.welcome?.(context)) ?? []));
    return { cards };
  }
  const { isBot: _, ...member } = person;
  for (const reply of (await context.inbound.takeKept([account])).flat().map(readReply)) {
    if (reply.type === 'message') cards.push(...reply.message.cards);
  }
  for (const { home } of all) cards.push(...((await home?.cards(context, member)) ?? []));
  const { name } = await context.community.settings();
  return { cards: homeCards(name, cards, person.language) };
}

/** The page as a whole, with the features' sections in it. */
export function homeCards(community: string, sections: readonly Card[], language: Language): readonly Card[] {
  const say = speaker(language);
  return [
    card(language, heading(say('dispatch.home.title', { name: community }))),
    ...sections,
    card(language, note(say('dispatch.home.help', { command: { type: 'code', text: '/community help' } }))),
  ];
}
