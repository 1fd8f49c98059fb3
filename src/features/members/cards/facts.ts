import type { Language } from '../../../core/language.js';
import type { Block } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { formatList, speaker } from '../../../language/index.js';
import { FIELD_LABELS } from '../field-labels.js';
import { skillLabel } from '../skills.js';
import { sectorLabel, spokenLabel } from '../spoken.js';
import type { Member, Profile, ProfileField } from '../types.js';

export function fieldLabel(field: ProfileField, language: Language): string {
  return speaker(language).plain(FIELD_LABELS[field]);
}

/** A field's value in words; undefined when there is nothing to show. */
export function fieldText({ member, organisation }: Profile, field: ProfileField, language: Language): Text | undefined {
  const list = (items: readonly string[], label: (item: string, language: Language) => string): Text | undefined =>
    items.length === 0
      ? undefined
      : [
          formatList(
            items.map((item) => label(item, language)),
            language,
          ),
        ];
  switch (field) {
    case 'organisation':
      return organisation && organisationText(organisation.name, organisation.type, language);
    case 'languages':
      return list(member.languages, spokenLabel);
    case 'sectors':
      return list(member.sectors, sectorLabel);
    case 'offers':
      return list(member.offers, skillLabel);
    case 'wants':
      return list(member.wants, skillLabel);
    case 'hours':
      return hoursText(member, language);
    case 'email':
      return member.email === null ? undefined : [member.email];
    default:
      return field satisfies never;
  }
}

function organisationText(name: string, type: 'local' | 'national' | 'international', language: Language): Text {
  const say = speaker(language);
  return say('members.organisation-with-type', { name, type: say.plain(`common.type.${type}`) });
}

function hoursText(member: Member, language: Language): Text {
  const { start, end } = member.hours;
  return speaker(language)('members.hours', { start, end, zone: member.timezone.replaceAll('_', ' ') });
}

/** Labels and values of fields; an empty one is left out, or shown as «not told yet» with `blank`. */
export function facts(profile: Profile, fields: readonly ProfileField[], language: Language, blank = false): Block | undefined {
  const items = fields.flatMap((field) => {
    const value = fieldText(profile, field, language) ?? (blank ? speaker(language)('members.not-told') : undefined);
    return value ? [{ label: [fieldLabel(field, language)], value }] : [];
  });
  return items.length > 0 ? { type: 'facts', items } : undefined;
}
