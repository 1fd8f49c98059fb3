import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, formatList, isolate, sharedLabel, speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import { invitationControls as controls } from '../controls.js';
import type { OpenRequest } from '../requests.js';

/** Tells the organisers' channel that somebody waits. It names nobody: who decides sees them privately. */
export function requestsWaitingCards(count: number, languages: readonly [Language, ...Language[]]): readonly Card[] {
  return [
    ...languages.map((language) => {
      return cardIn(language, (say) => [heading(say('invitations.waiting.title')), paragraph(say('invitations.waiting.text', { count }))]);
    }),
    card(
      languages[0],
      actions(controls.requests.button(sharedLabel(languages, 'invitations.waiting.look'), { id: '0', style: 'primary' })),
    ),
  ];
}

/** One request, with the members of the same name: whether it is one of them, only an organiser can find out. */
export function requestCard(open: OpenRequest | undefined, language: Language, done?: Text): Card {
  const say = speaker(language);
  if (!open) return card(language, done && paragraph(done), paragraph(say('invitations.request.none')));
  const { request, namesakes, left } = open;
  const { id, kind, name, organisation } = request;
  const others = namesakes.map((profile) =>
    isolate(profile.organisation ? `${profile.member.name} (${profile.organisation.name})` : profile.member.name),
  );
  const later = controls.requests.button(say.plain('invitations.request.later'), { id: String(id) });
  const decline = controls.decline.button(say.plain('invitations.request.decline'), { id, style: 'danger' });
  return card(
    language,
    done && paragraph(done),
    heading(say('invitations.request.title', { left })),
    paragraph(say(`invitations.request.${kind}`, { name })),
    organisation !== null && {
      type: 'facts',
      items: [{ label: say('invitations.column.organisation'), value: [organisation] }],
    },
    namesakes.length > 0 && paragraph(say(`invitations.request.namesakes-${kind}`, { people: formatList(others, language) })),
    note(say(`invitations.request.care-${kind}`)),
    kind === 'join'
      ? actions(controls.approve.button(say.plain('invitations.request.approve'), { id, style: 'primary' }), decline, later)
      : actions(
          ...namesakes.map(({ member, organisation: of }) =>
            controls.link.button(
              asLabel(say.plain('invitations.request.make-link', { name: of ? `${member.name} · ${of.name}` : member.name })),
              {
                id: { request: id, member: member.id },
              },
            ),
          ),
          decline,
          later,
        ),
  );
}
