import type { Actor } from '../../../core/access.js';
import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { MemberId } from '../../../core/ids.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import { isVisibleTo } from '../rules/visibility.js';
import { PROFILE_FIELDS, type Profile } from '../types.js';
import { facts, fieldLabel, fieldText } from './facts.js';
import { organisationButtons } from './induction.js';

/** A profile as `viewer` may see it. A hidden field leaves no trace, so that nobody sees that there is one. */
export function profileCard(profile: Profile, viewer: Actor, language: Language): Card {
  const { member } = profile;
  const own = member.id === viewer.id;
  const fields = PROFILE_FIELDS.filter((field) => isVisibleTo(member, field, viewer));
  const shown = facts(profile, fields, language);
  return cardIn(language, (say) => [
    heading([member.name]),
    member.role !== 'member' && note([say.plain(`members.role.${member.role}`)]),
    shown ?? paragraph(own ? say('members.profile.empty-own') : say('members.profile.empty')),
    own && actions(controls.edit.button(say.plain('members.button.edit'), { style: 'primary' })),
  ]);
}

/** A member's own profile with a button for each part. `done`: what was just done. */
export function editCard(profile: Profile, language: Language, done?: Text): Card {
  const say = speaker(language);
  const { member, organisation } = profile;
  const items = PROFILE_FIELDS.map((field) => ({
    label: [fieldLabel(field, language)],
    value: say('members.profile.with-visibility', {
      value: plainOr(fieldText(profile, field, language), say.plain('members.not-told')),
      who: say.plain(`members.visibility.${member.visibility[field]}`),
    }),
  }));
  return card(
    language,
    done && paragraph(done),
    heading(say('members.profile.edit-title', { name: member.name })),
    member.status === 'pending' && note(organisation ? say('members.profile.pending') : say('members.profile.no-organisation')),
    { type: 'facts', items },
    actions(
      controls.form.button(say.plain('members.button.name'), { id: 'name' }),
      controls.goto.button(say.plain('members.field.organisation'), { id: 'organisation' }),
      controls.form.button(say.plain('members.step.work'), { id: 'work' }),
      controls.form.button(say.plain('members.step.exchange'), { id: 'exchange' }),
      controls.form.button(say.plain('members.step.time'), { id: 'time' }),
      controls.form.button(say.plain('members.field.email'), { id: 'email' }),
    ),
    actions(
      controls.goto.button(say.plain('members.step.visibility'), { id: 'visibility' }),
      controls.goto.button(say.plain('members.button.language'), { id: 'language' }),
      controls.direct.button(say.plain('people.direct.button'), { id: 'ask' }),
      controls.notices.button(say.plain('notices.button'), { id: '0' }),
      controls.export.button(say.plain('members.button.export')),
      controls.forget.button(say.plain('members.button.forget'), { style: 'danger' }),
    ),
  );
}

/** The organisation of somebody who has finished the induction. */
export function organisationCard(profile: Profile, language: Language): Card {
  return cardIn(language, (say) => [
    heading([say.plain('members.step.organisation')]),
    paragraph(say('members.ask.organisation')),
    facts(profile, ['organisation'], language),
    actions(...organisationButtons(language), controls.edit.button(say.plain('common.back'))),
  ]);
}

/** The languages that Mudhif speaks, each under its own name. */
export function languageCard(language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('members.language.ask')),
    actions(...LANGUAGES.map((each) => controls.language.button(speaker(each).plain('members.language.own-name'), { id: each }))),
  ]);
}

export function forgetCard(member: MemberId, language: Language): Card {
  return cardIn(language, (say) => [
    heading([say.plain('members.button.forget')]),
    paragraph(say('members.forget.ask')),
    paragraph(say('members.forget.export-first')),
    actions(
      controls['forget-confirm'].button(say.plain('members.forget.confirm'), { id: String(member), style: 'danger' }),
      controls.export.button(say.plain('members.button.export')),
      controls.resume.button(say.plain('common.cancel')),
    ),
  ]);
}

function plainOr(text: Text | undefined, otherwise: string): string {
  const [first] = text ?? [];
  return typeof first === 'string' ? first : otherwise;
}
