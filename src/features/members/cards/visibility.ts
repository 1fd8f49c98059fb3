import type { Language } from '../../../core/language.js';
import { actionId, type Card, type Select } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { type Member, PROFILE_FIELDS, VISIBILITIES } from '../../../ports/members.js';
import { button, card, heading, note, paragraph } from './controls.js';
import { fieldLabel } from './facts.js';

/** A menu for each field: who may see it. */
export function visibilitySelects(member: Member, language: Language): readonly Select[] {
  const say = speaker(language);
  return PROFILE_FIELDS.map((field) => ({
    type: 'select',
    action: actionId('members', 'visibility', field),
    label: say.plain('members.visibility.label', { field: fieldLabel(field, language) }),
    options: VISIBILITIES.map((visibility) => ({ value: visibility, label: say.plain(`members.visibility.${visibility}`) })),
    chosen: [member.visibility[field]],
  }));
}

export function visibilityCard(member: Member, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    heading([say.plain('members.step.visibility')]),
    paragraph(say('members.ask.visibility')),
    { type: 'actions', controls: visibilitySelects(member, language) },
    note(say('members.visibility.note')),
    { type: 'actions', controls: [button('edit', say.plain('members.button.done'), { style: 'primary' })] },
  );
}
