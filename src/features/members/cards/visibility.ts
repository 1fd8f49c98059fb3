import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Button, Card } from '../../../core/message.js';
import { cardIn, speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import { type Member, PROFILE_FIELDS } from '../types.js';
import { fieldLabel } from './facts.js';

/** Each field and who may see it. */
export function visibilityFacts(member: Member, language: Language): Block {
  const say = speaker(language);
  const items = PROFILE_FIELDS.map((field) => ({
    label: [fieldLabel(field, language)],
    value: [say.plain(`members.visibility.${member.visibility[field]}`)],
  }));
  return { type: 'facts', items };
}

export function visibilityButtons(language: Language): readonly Button[] {
  const say = speaker(language);
  return [
    controls.form.button(say.plain('members.button.visibility-work'), { id: 'visibility-work' }),
    controls.form.button(say.plain('members.button.visibility-contact'), { id: 'visibility-contact' }),
  ];
}

export function visibilityCard(member: Member, language: Language): Card {
  return cardIn(language, (say) => [
    heading([say.plain('members.step.visibility')]),
    paragraph(say('members.ask.visibility')),
    visibilityFacts(member, language),
    note(say('members.visibility.note')),
    actions(...visibilityButtons(language), controls.edit.button(say.plain('common.back'))),
  ]);
}
