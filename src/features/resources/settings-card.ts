import { actions, heading, paragraph } from '../../core/blocks.js';
import type { Language } from '../../core/language.js';
import { type Card, privately } from '../../core/message.js';
import type { Settings } from '../../core/settings.js';
import type { Text } from '../../core/text.js';
import { defineControls, type Handler, handleControls } from '../../feature-api/index.js';
import { cardIn, speaker } from '../../language/index.js';
import { settingsForms } from '../../settings/index.js';
import { FEATURE } from './names.js';
import { resourcesSection } from './settings.js';

/** `resources:settings:<form>`: the forms of the settings of the resource centre. */
export const settingsControls = defineControls(FEATURE, { settings: settingsForms(resourcesSection) });

const FORMS = ['often', 'seldom', 'pages', 'requests'] as const;

/** All settings of the resource centre. `lead` is said first. */
export function settingsCard(settings: Settings, language: Language, lead?: Text): Card {
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('resources-upkeep.settings.area')),
    ...resourcesSection.cardBlocks(settings, language),
    actions(...FORMS.map((form) => settingsControls.settings.button(say.plainKey(resourcesSection.forms[form].title), { form }))),
  ]);
}

export const settingsHandlers: readonly Handler[] = handleControls(settingsControls, {
  settings: async (_context, { language }, { settings }) =>
    privately(settingsCard(settings, language, speaker(language)('resources.done.saved'))),
});
