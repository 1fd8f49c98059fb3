import { heading, paragraph } from '../../core/blocks.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { Settings } from '../../core/settings.js';
import type { Text } from '../../core/text.js';
import { cardIn } from '../../language/index.js';
import { planControls } from './plan/controls.js';
import { topicsControls } from './proposals/controls.js';
import { topicsSection } from './settings.js';

/** All settings of topics, the way to each of their forms, and to the lists. `lead` is said first. */
export function settingsCard(settings: Settings, language: Language, lead?: Text): Card {
  const forms = Object.keys(topicsSection.forms) as (keyof typeof topicsSection.forms)[];
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('topics-plan.settings.title')),
    ...topicsSection.cardBlocks(settings, language),
    {
      type: 'actions',
      controls: forms.map((form) => planControls['settings-form'].button(say.plainKey(topicsSection.forms[form].title), { form })),
    },
    {
      type: 'actions',
      controls: [
        planControls.evergreen.button(say.plain('topics-plan.button.evergreen'), { id: { of: '0', page: 0 } }),
        planControls.annual.button(say.plain('topics-plan.button.annual'), { id: 0 }),
        topicsControls.review.button(say.plain('topics.button.review'), { id: '0' }),
      ],
    },
  ]);
}
