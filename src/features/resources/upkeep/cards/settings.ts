import { actions, card, heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Settings } from '../../../../core/settings.js';
import type { Text } from '../../../../core/text.js';
import { speaker } from '../../../../language/index.js';
import { resourcesSection } from '../../settings.js';
import { upkeepControls as controls } from '../controls.js';

/** All settings of the resource centre, and the way to each of their forms. `lead` is said first. */
export function settingsCard(settings: Settings, language: Language, lead?: Text): Card {
  const say = speaker(language);
  const forms = ['often', 'seldom', 'pages'] as const;
  return card(
    language,
    lead && paragraph(lead),
    heading(say('resources-upkeep.settings.area')),
    ...resourcesSection.cardBlocks(settings, language),
    actions(...forms.map((form) => controls.settings.button(say.plainKey(resourcesSection.forms[form].title), { form }))),
  );
}
