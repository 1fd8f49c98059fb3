import { heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn } from '../../../language/index.js';

/** What the bot is, and what it keeps. */
export function aboutCard(community: string, active: number, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('community.about.title', { name: community })),
    paragraph(say('community.about.text')),
    paragraph(say('community.about.privacy')),
    note(say('community.about.members', { count: active })),
  ]);
}
