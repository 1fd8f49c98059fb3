import { actions, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn, formatList, isolate } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import { STEPS, type Step } from '../rules/induction.js';
import { PROFILE_FIELDS, type Profile } from '../types.js';
import { facts, fieldLabel } from './facts.js';

/** On a member's own page: how many steps of the induction are left. */
export function stepsLeftCard(step: Step, language: Language): Card {
  const count = STEPS.length - STEPS.indexOf(step);
  return cardIn(language, (say) => [
    heading(say('members.home.induction')),
    paragraph(say('members.home.steps-left', { count })),
    actions(controls.resume.button(say.plain('members.button.resume'), { style: 'primary' })),
  ]);
}

/** On a member's own page: what others see of the profile, and what they don't. */
export function homeProfileCard(profile: Profile, language: Language): Card {
  const { member } = profile;
  const shown = PROFILE_FIELDS.filter((field) => member.visibility[field] === 'everyone');
  const hidden = PROFILE_FIELDS.filter((field) => member.visibility[field] !== 'everyone');
  const names = hidden.map((field) => isolate(fieldLabel(field, language)));
  return cardIn(language, (say) => [
    heading(say('members.home.title', { name: member.name })),
    member.status === 'pending' && paragraph(say('members.profile.pending')),
    facts(profile, shown, language),
    hidden.length > 0 && paragraph(say('members.home.hidden', { fields: formatList(names, language) })),
    actions(
      controls.edit.button(say.plain('members.button.edit')),
      controls.goto.button(say.plain('members.step.visibility'), { id: 'visibility' }),
      controls.notices.button(say.plain('notices.button'), { id: '0' }),
    ),
  ]);
}
