import type { Actor } from '../../../core/access.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { speaker } from '../../../language/index.js';
import { PROFILE_FIELDS } from '../../../ports/members.js';
import type { Profile } from '../profile.js';
import { isVisibleTo } from '../rules.js';
import { button, card, heading, note, paragraph } from './controls.js';
import { facts, fieldLabel, fieldText } from './facts.js';
import { organisationButtons } from './induction.js';

/** A profile as `viewer` may see it: nothing of what the member keeps to themselves, nor that there is something. */
export function profileCard(profile: Profile, viewer: Actor, language: Language): Card {
  const say = speaker(language);
  const { member } = profile;
  const own = member.id === viewer.id;
  const fields = PROFILE_FIELDS.filter((field) => isVisibleTo(member, field, viewer));
  const shown = facts(profile, fields, language);
  return card(
    language,
    heading([member.name]),
    member.role !== 'member' && note([say.plain(`members.role.${member.role}`)]),
    shown ?? paragraph(own ? say('members.profile.empty-own') : say('members.profile.empty')),
    own && { type: 'actions', controls: [button('edit', say.plain('members.button.edit'), { style: 'primary' })] },
  );
}

/** One's own profile with a button for each part. `said` is what has just been done. */
export function editCard(profile: Profile, language: Language, said?: Text): Card {
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
    said && paragraph(said),
    heading(say('members.profile.edit-title', { name: member.name })),
    member.status === 'pending' && note(organisation ? say('members.profile.pending') : say('members.profile.no-organisation')),
    { type: 'facts', items },
    {
      type: 'actions',
      controls: [
        button('form', say.plain('members.button.name'), { id: 'name' }),
        button('goto', say.plain('members.field.organisation'), { id: 'organisation' }),
        button('form', say.plain('members.step.work'), { id: 'work' }),
        button('form', say.plain('members.step.exchange'), { id: 'exchange' }),
        button('form', say.plain('members.step.time'), { id: 'time' }),
        button('form', say.plain('members.field.email'), { id: 'email' }),
      ],
    },
    {
      type: 'actions',
      controls: [
        button('goto', say.plain('members.step.visibility'), { id: 'visibility' }),
        button('goto', say.plain('members.button.language'), { id: 'language' }),
        button('direct', say.plain('people.direct.button'), { id: 'ask' }),
        button('export', say.plain('members.button.export')),
        button('forget', say.plain('members.button.forget'), { style: 'danger' }),
      ],
    },
  );
}

/** The organisation of somebody who has finished the induction. */
export function organisationCard(profile: Profile, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    heading([say.plain('members.step.organisation')]),
    paragraph(say('members.ask.organisation')),
    facts(profile, ['organisation'], language),
    { type: 'actions', controls: [...organisationButtons(language), button('edit', say.plain('common.back'))] },
  );
}

/** The languages that Mudhif speaks, each under its own name. */
export function languageCard(language: Language): Card {
  const say = speaker(language);
  return card(language, paragraph(say('members.language.ask')), {
    type: 'actions',
    controls: LANGUAGES.map((each) => button('language', speaker(each).plain('members.language.own-name'), { id: each })),
  });
}

export function forgetCard(profile: Profile, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    heading([say.plain('members.button.forget')]),
    paragraph(say('members.forget.ask')),
    paragraph(say('members.forget.export-first')),
    {
      type: 'actions',
      controls: [
        button('forget-confirm', say.plain('members.forget.confirm'), { id: profile.member.id, style: 'danger' }),
        button('export', say.plain('members.button.export')),
        button('resume', say.plain('common.cancel')),
      ],
    },
  );
}

function plainOr(text: Text | undefined, otherwise: string): string {
  const [first] = text ?? [];
  return typeof first === 'string' ? first : otherwise;
}
