import { actions, card, note, paragraph } from '../../../../../core/blocks.js';
import type { MemberId } from '../../../../../core/ids.js';
import type { Language } from '../../../../../core/language.js';
import type { Card } from '../../../../../core/message.js';
import type { Text } from '../../../../../core/text.js';
import { cardIn, speaker } from '../../../../../language/index.js';
import { asLabel } from '../../../../members/public.js';
import { titleBlocks } from '../../../cards/labels.js';
import { PEOPLE_MAX } from '../../../rules/limits.js';
import { titleIn } from '../../../text-of.js';
import type { CommunityEvent, EventRole } from '../../../types.js';
import { makingControls } from '../../controls.js';
import { peopleControls as controls } from '../controls.js';
import { hasAgreed, type NamedPerson } from '../named.js';
import { peopleFacts } from './names.js';
import { partBlocks, roleWord } from './part.js';

interface PeopleView {
  readonly event: CommunityEvent;
  readonly people: readonly NamedPerson[];
  readonly reader: MemberId;
}

/** Who does what at an event, for organisers. */
export function peopleCard({ event, people, reader }: PeopleView, language: Language, lead?: Text): Card {
  const id = { id: event.id, version: event.version };
  // Two who were merged and are parted again may be one more.
  const shown = people.slice(0, PEOPLE_MAX);
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    ...titleBlocks(event, language),
    people.length === 0 ? paragraph(say('events-people.list.none')) : { type: 'facts', items: peopleFacts(people, language) },
    people.some((person) => !hasAgreed(person)) && note(say('events-people.list.not-agreed')),
    ...partBlocks(
      people.filter((person) => person.member === reader && !hasAgreed(person)),
      event,
      language,
    ),
    actions(
      controls['people-add'].button(say.plain('events-people.button.add'), { id }),
      controls['people-guest'].button(say.plain('events-people.button.guest'), { id }),
    ),
    shown.length > 0 &&
      actions(
        controls['people-remove'].menu(
          {
            label: say.plain('events-people.button.remove'),
            options: shown.map((person) => ({
              value: String(person.id),
              label: asLabel(`${person.name} – ${roleWord(person, language)}`),
            })),
          },
          { id },
        ),
      ),
    people.length > shown.length && note(say('common.menu-first', { max: PEOPLE_MAX })),
    actions(makingControls.draft.button(say.plain('events.button.manage'), { id: event.id })),
  ]);
}

/** Organisers hear that somebody will not do what they were given. */
export function personRefusedCard(event: CommunityEvent, role: EventRole, name: string, language: Language): Card {
  return toldCard(
    event,
    speaker(language)('events-people.refused', { name, title: titleIn(event, language), role: roleWord({ role }, language) }),
    language,
  );
}

/** Organisers hear that somebody is gone who would have done something. */
export function personGoneCard(event: CommunityEvent, role: EventRole, language: Language): Card {
  return toldCard(
    event,
    speaker(language)('events-people.gone', { title: titleIn(event, language), role: roleWord({ role }, language) }),
    language,
  );
}

function toldCard(event: CommunityEvent, text: Text, language: Language): Card {
  const label = speaker(language).plain('events-people.button.other');
  return card(language, paragraph(text), actions(controls.people.button(label, { id: event.id })));
}
