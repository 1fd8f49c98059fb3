import { actions, card, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Button, Card } from '../../../core/message.js';
import { cardIn, speaker } from '../../../language/index.js';
import type { Member, Presence } from '../../members/public.js';
import { communityControls as controls } from '../controls.js';
import { encodeQuery } from '../rules/directory-query.js';

/** On a member's card: ends an account that only an organiser can end. */
export function endButtons(
  { id, isBot }: Pick<Member, 'id' | 'isBot'>,
  { endable }: Pick<Presence, 'endable'>,
  language: Language,
): readonly Button[] {
  if (isBot || endable.length === 0) return [];
  return [controls.end.button(speaker(language).plain('people.end.button'), { id, style: 'danger' })];
}

/** Asks before it happens, and says what becomes of the membership. */
export function endCard({ id, name }: Pick<Member, 'id' | 'name'>, { others }: Pick<Presence, 'others'>, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    heading(say('people.end.title', { name })),
    paragraph(say('people.end.text', { name })),
    paragraph(say(others.length > 0 ? 'people.end.elsewhere' : 'people.end.nowhere')),
    actions(
      controls['end-yes'].button(say.plain('people.end.confirm'), { id, style: 'danger' }),
      controls.members.button(say.plain('common.cancel'), { id: encodeQuery({ page: 0 }) }),
    ),
  );
}

/** `ways`: ways back in. */
export function endedCard({ name }: Pick<Member, 'name'>, ways: readonly Button[], language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('people.end.done', { name })),
    actions(...ways, controls.members.button(say.plain('common.back'), { id: encodeQuery({ page: 0 }) })),
  ]);
}
