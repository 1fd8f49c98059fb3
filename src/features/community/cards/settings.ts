import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Phrase } from '../../../core/phrase.js';
import type { Settings } from '../../../core/settings.js';
import { cardIn } from '../../../language/index.js';
import { AREAS } from '../areas.js';
import { communityControls as controls } from '../controls.js';
import { communitySection } from '../settings.js';

/**
 * All of the community's own settings, with a button for each part. `hints`: where features have settings of their own; `saved`:
 * they were changed just now.
 */
export function settingsCard(settings: Settings, hints: readonly Phrase[], language: Language, saved = false): Card {
  return cardIn(language, (say) => [
    saved && paragraph(say('community.settings.saved')),
    heading(say('community.settings.title')),
    ...communitySection.cardBlocks(settings, language),
    actions(...AREAS.map((area) => controls.area.button(say.plain(`community.area.${area}`), { id: area }))),
    ...hints.map((hint) => note(say.phrase(hint))),
  ]);
}
