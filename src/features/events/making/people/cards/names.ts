import type { Language } from '../../../../../core/language.js';
import type { Block } from '../../../../../core/message.js';
import { plain, type Text } from '../../../../../core/text.js';
import { formatList, isolate, speaker } from '../../../../../language/index.js';
import { EVENT_ROLES } from '../../../types.js';
import { hasAgreed, type NamedPerson } from '../named.js';

type Facts = Extract<Block, { type: 'facts' }>['items'];

/** Who does what, one fact a role. Whoever has not agreed to be named is marked; for others than organisers they are left out before. */
export function peopleFacts(people: readonly NamedPerson[], language: Language): Facts {
  const say = speaker(language);
  return EVENT_ROLES.flatMap((role) => {
    const those = people.filter((person) => person.role === role);
    if (those.length === 0) return [];
    const names = those.map((person) => nameText(person, language));
    return [{ label: say(`events-people.fact.${role}`, { count: those.length }), value: [formatList(names, language)] as Text }];
  });
}

/** The same as lines of text, for calendars. */
export function peopleLines(people: readonly NamedPerson[], language: Language): readonly string[] {
  return peopleFacts(people, language).map(({ label, value }) => `${plain(label)}: ${plain(value)}`);
}

function nameText(person: NamedPerson, language: Language): string {
  const name = person.about === '' ? isolate(person.name) : `${isolate(person.name)} (${isolate(person.about)})`;
  return hasAgreed(person) ? name : `${name} (${speaker(language).plain('events-people.not-agreed')})`;
}
