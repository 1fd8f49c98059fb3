import type { Language } from '../../../core/language.js';
import { actionId, type Block, type Button, type Card, type Form } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { type Member, PROFILE_FIELDS, type ProfileField, VISIBILITIES } from '../../../ports/members.js';
import { button, card, heading, note, paragraph } from './controls.js';
import { fieldLabel } from './facts.js';

/**
 * Who sees what is chosen in two forms, for a form holds five fields. Not by a row of menus: what is chosen there and not
 * confirmed would be lost, and somebody would be seen who thinks they are not.
 */
export const VISIBILITY_PARTS = {
  'visibility-work': ['organisation', 'languages', 'sectors', 'hours'],
  'visibility-contact': ['offers', 'wants', 'email'],
} as const satisfies Record<string, readonly ProfileField[]>;
type VisibilityPart = keyof typeof VISIBILITY_PARTS;

export function visibilityForm(part: VisibilityPart, member: Member, language: Language): Form {
  const say = speaker(language);
  return {
    id: actionId('members', part),
    language,
    title: say.plain('members.step.visibility'),
    submit: say.plain('common.save'),
    fields: VISIBILITY_PARTS[part].map((field) => ({
      type: 'select',
      name: field,
      label: fieldLabel(field, language),
      required: true,
      options: VISIBILITIES.map((visibility) => ({ value: visibility, label: say.plain(`members.visibility.${visibility}`) })),
      value: [member.visibility[field]],
    })),
  };
}

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
    button('form', say.plain('members.button.visibility-work'), { id: 'visibility-work' }),
    button('form', say.plain('members.button.visibility-contact'), { id: 'visibility-contact' }),
  ];
}

export function visibilityCard(member: Member, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    heading([say.plain('members.step.visibility')]),
    paragraph(say('members.ask.visibility')),
    visibilityFacts(member, language),
    note(say('members.visibility.note')),
    { type: 'actions', controls: [...visibilityButtons(language), button('edit', say.plain('common.back'))] },
  );
}
