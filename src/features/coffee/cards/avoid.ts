import { actions, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import { type Block, type Card, SELECT_OPTIONS_MAX } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { speaker } from '../../../language/index.js';
import { controls } from '../controls.js';
import type { Member } from '../types.js';
import { shortName } from './labels.js';

/** The private list; `lead` comes first. */
export function avoidCard(avoided: readonly Member[], language: Language, lead?: Text): Card {
  const say = speaker(language);
  const blocks: Block[] = [
    { type: 'heading', text: say('coffee.avoid.title') },
    ...(lead ? [paragraph(lead)] : []),
    ...(avoided.length === 0
      ? [paragraph(say('coffee.avoid.empty', { command: '/coffee avoid' }))]
      : [{ type: 'list', items: avoided.map(({ name }) => [name]) } as const, ...removal(avoided, language)]),
    { type: 'note', text: say('coffee.avoid.private') },
  ];
  return { language, blocks };
}

function removal(avoided: readonly Member[], language: Language): readonly Block[] {
  const say = speaker(language);
  const options = avoided.slice(0, SELECT_OPTIONS_MAX).map((member) => ({ value: String(member.id), label: shortName(member) }));
  return [
    actions(controls.unavoid.menu({ label: say.plain('coffee.avoid.take-off'), options }, { id: undefined })),
    ...(avoided.length > options.length ? [note(say('common.menu-first', { max: SELECT_OPTIONS_MAX }))] : []),
  ];
}

/** After somebody was put on the list. */
export function avoidedCard(person: Member, language: Language): Card {
  const say = speaker(language);
  return {
    language,
    blocks: [
      paragraph(say('coffee.avoid.added', { name: person.name })),
      paragraph(say('coffee.avoid.running')),
      { type: 'note', text: say('coffee.avoid.private') },
      actions(controls.unavoid.button(say.plain('coffee.button.unavoid', { name: shortName(person) }), { id: person.id })),
    ],
  };
}
