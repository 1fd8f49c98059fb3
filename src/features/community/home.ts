import type { Actor } from '../../core/access.js';
import type { HomePart } from '../../core/home.js';
import type { Language } from '../../core/language.js';
import type { Card, Message } from '../../core/message.js';
import { speaker } from '../../language/index.js';
import { card, heading, note } from './cards.js';
import type { CommunityService } from './service.js';

/**
 * A member's own next steps on one page. Each feature brings its part, in this order; who is not known yet is welcomed,
 * and becomes nobody by looking.
 */
export function createHome(
  { settings }: Pick<CommunityService, 'settings'>,
  parts: { readonly welcome: () => Promise<readonly Card[]>; readonly features: readonly HomePart[] },
) {
  return async (member: Actor | undefined): Promise<Message> => {
    if (!member) return { cards: await parts.welcome() };
    const { name } = await settings.current();
    const own: Card[] = [];
    for (const part of parts.features) own.push(...(await part(member)));
    return { cards: homeCards(name, own, member.language) };
  };
}

/** The page as a whole, with the features' parts in it. */
export function homeCards(community: string, own: readonly Card[], language: Language): readonly Card[] {
  const say = speaker(language);
  return [
    card(language, heading(say('community.home.title', { name: community }))),
    ...own,
    card(language, note(say('community.home.help', { command: { type: 'code', text: '/community help' } }))),
  ];
}
