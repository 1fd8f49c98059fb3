import { actions, heading, paragraph } from '../../core/blocks.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { Text } from '../../core/text.js';
import { defineControls } from '../../feature-api/index.js';
import { cardIn, speaker } from '../../language/index.js';
import { settingsForms } from '../../settings/index.js';
import { momentNode } from './cards/labels.js';
import { warnings } from './cards/round.js';
import { FEATURE } from './keys.js';
import { coffeeSection, type SettingsWithCoffee } from './settings.js';
import type { Round } from './types.js';

/** `coffee:settings:<form>`: the forms of coffee's settings. */
export const settingsControls = defineControls(FEATURE, { settings: settingsForms(coffeeSection) });

const FORMS = ['rhythm', 'rules', 'weights', 'more-weights'] as const;

/** All settings of the coffee chats. `round`: the one that is open. `lead` is said first. */
export function settingsCard(settings: SettingsWithCoffee, round: Round | undefined, language: Language, lead?: Text): Card {
  return cardIn(language, (say) => [
    heading(say('coffee-organisers.settings.title')),
    lead && paragraph(lead),
    ...coffeeSection.cardBlocks(settings, language),
    paragraph(nextLine(settings, round, language)),
    ...(round ? warnings(round, settings, language) : []),
    actions(...FORMS.map((form) => settingsControls.settings.button(say.plain(`coffee-organisers.settings.${form}`), { form }))),
  ]);
}

function nextLine({ timezone }: SettingsWithCoffee, round: Round | undefined, language: Language): Text {
  const say = speaker(language);
  if (!round) return say('coffee-organisers.settings.next-none');
  if (round.state === 'planned' || round.state === 'invited') {
    return say('coffee-organisers.settings.next', { date: momentNode(round.matchingAt, timezone, language) });
  }
  return say('coffee-organisers.settings.next-after', {
    round: round.number,
    date: momentNode(round.closingAt, timezone, language),
  });
}
