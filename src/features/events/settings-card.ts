import { actions, card, heading, paragraph } from '../../core/blocks.js';
import type { Language } from '../../core/language.js';
import { type Card, privately } from '../../core/message.js';
import type { Settings } from '../../core/settings.js';
import type { Text } from '../../core/text.js';
import { defineControls, type FeaturePart, handleControls, noPersonalData } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { settingsForms } from '../../settings/index.js';
import { FEATURE } from './names.js';
import { eventsSection } from './settings.js';
import { EVENT_KINDS } from './types.js';

/** `events:settings:<form>`: the forms of the settings of events. */
export const settingsControls = defineControls(FEATURE, { settings: settingsForms(eventsSection) });

/** How many buttons one row holds on every platform. */
const ROW = 4;

/** All settings of events, and the way to each of their forms. `lead` is said first. */
export function settingsCard(settings: Settings, language: Language, lead?: Text): Card {
  const say = speaker(language);
  const forms = [...EVENT_KINDS, 'general', 'attendance'] as const;
  const buttons = forms.map((form) => settingsControls.settings.button(say.plainKey(eventsSection.forms[form].title), { form }));
  return card(
    language,
    lead && paragraph(lead),
    heading(say('events-settings.title')),
    ...eventsSection.cardBlocks(settings, language),
    actions(...buttons.slice(0, ROW)),
    actions(...buttons.slice(ROW, 2 * ROW)),
    actions(...buttons.slice(2 * ROW)),
  );
}

/** The forms of the settings. */
export const settingsPart: FeaturePart = {
  handlers: handleControls(settingsControls, {
    settings: async (_context, { language }, { settings }) =>
      privately(settingsCard(settings, language, speaker(language)('events.done.saved'))),
  }),
  messages: [],
  jobs: [],
  person: noPersonalData,
};
