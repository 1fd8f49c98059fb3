import { card, heading, note } from '../core/blocks.js';
import type { Language } from '../core/language.js';
import type { Card } from '../core/message.js';
import type { Context } from '../feature-api/index.js';
import { speaker } from '../language/index.js';
import type { Identity } from '../ports/chat.js';
import type { HomePage } from '../ports/home-pages.js';
import { earlierMessages, isWithoutFiles } from './earlier.js';

/**
 * A member's own next steps on one page: replies that wait for them, and each feature's section, in order. Somebody who is not
 * known yet is welcomed, and does not become known by looking.
 */
export async function composeHome(context: Context, account: Identity): Promise<HomePage> {
  const { all } = context.features;
  const person = await context.people.findByAccount(account);
  const cards: Card[] = [];
  if (!person) {
    for (const { home } of all) cards.push(...((await home?.welcome?.(context)) ?? []));
    return { cards };
  }
  const { isBot: _, ...member } = person;
  const waiting = (await context.inbound.waiting(account)).filter(({ reply }) => isWithoutFiles(reply));
  const earlier = earlierMessages(
    waiting.map(({ reply }) => reply),
    person.language,
  );
  cards.push(...earlier.flatMap((message) => message.cards));
  for (const { home } of all) cards.push(...((await home?.first?.(context, member)) ?? []));
  for (const { home } of all) cards.push(...((await home?.cards(context, member)) ?? []));
  const { name } = await context.community.settings();
  return {
    cards: homeCards(name, cards, person.language, all.findLast(({ helpCommand }) => helpCommand !== undefined)?.helpCommand),
    async seen() {
      if (waiting.length > 0) await context.inbound.markAnswered(waiting.map(({ eventId }) => eventId));
    },
  };
}

/** The page as a whole, with the features' sections in it; `help`: the command that tells what a person can do. */
export function homeCards(community: string, sections: readonly Card[], language: Language, help: string | undefined): readonly Card[] {
  const say = speaker(language);
  return [
    card(language, heading(say('dispatch.home.title', { name: community }))),
    ...sections,
    ...(help === undefined ? [] : [card(language, note(say('dispatch.home.help', { command: { type: 'code', text: help } })))]),
  ];
}
