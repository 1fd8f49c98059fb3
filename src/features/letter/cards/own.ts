import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { speaker } from '../../../language/index.js';
import type { OwnMail } from '../consent.js';
import { letterControls as controls } from '../controls.js';

/** Whether a member gets the letter by mail, and their yes or no. `lead` is said first. */
export function ownMailCard({ state, email }: OwnMail, language: Language, lead?: Text): Card {
  const say = speaker(language);
  const address = email ?? '';
  const text = state === 'none' ? say('letter.own.none', { command: '/profile edit' }) : say(`letter.own.${state}`, { address });
  return card(
    language,
    lead && paragraph(lead),
    heading(say('letter.own.title')),
    paragraph(text),
    state !== 'none' && state !== 'yes' && note(say('letter.own.only')),
    state !== 'none' &&
      actions(
        state === 'yes'
          ? controls['no-mail'].button(say.plain('letter.button.no-mail'))
          : controls.agree.button(say.plain('letter.button.agree'), { style: 'primary' }),
      ),
  );
}
