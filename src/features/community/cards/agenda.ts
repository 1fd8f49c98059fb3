import type { Actor } from '../../../core/access.js';
import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { type Instant } from '../../../core/time.js';
import { agendaLabel, cardIn, formatInstant, reasonLabel, speaker } from '../../../language/index.js';
import type { AgendaEntry, AgendaPage, HeldCommunity } from '../agenda.js';
import { AGENDA_VIEWS } from '../areas.js';
import { communityControls as controls } from '../controls.js';

export function agendaCard({ rows, view, matters, held, standing }: AgendaPage, viewer: Actor, language: Language): Card {
  const when = (at: Instant) => formatInstant(at, viewer.timezone, language, 'date-time');
  return cardIn(language, (say) => [
    ...(held === undefined ? [] : heldBlocks(held, viewer, language)),
    ...matters,
    heading([say.plain(`community.agenda.${view}`)]),
    rows.length === 0 && paragraph(say('community.agenda.none')),
    rows.length > 0 && {
      type: 'table',
      caption: say.plain(`community.agenda.${view}`),
      columns: [
        [say.plain('community.agenda.no')],
        [say.plain('community.agenda.when')],
        [say.plain('community.agenda.what')],
        [say.plain('community.agenda.state')],
      ],
      rows: rows.map((row, index): Text[] => [
        [String(index + 1)],
        [when(row.at)],
        [whatText(row, language)],
        row.heldFor !== undefined
          ? [say.plain('community.state.held')]
          : row.reason === null
            ? [say.plain(`community.state.${row.state}`)]
            : say('community.agenda.with-reason', {
                state: say.plain(`community.state.${row.state}`),
                reason: reasonLabel(row.what, row.reason, language),
              }),
      ]),
    },
    ...rows.flatMap(({ heldFor }, index) =>
      heldFor === undefined
        ? []
        : [paragraph(say('community.agenda.doubt', { number: index + 1, to: heldFor ?? say.plain('community.agenda.secret-reader') }))],
    ),
    view === 'failed' &&
      rows.length > 0 &&
      actions(
        ...rows.flatMap(({ id, heldFor }, index) => {
          const number = index + 1;
          return heldFor === undefined
            ? [controls.retry.button(say.plain('community.agenda.retry', { number }), { id })]
            : [
                controls.arrived.button(say.plain('community.agenda.arrived', { number }), { id }),
                controls['send-again'].button(say.plain('community.agenda.send-again', { number }), { id }),
              ];
        }),
      ),
    ...standing.map((sentence) => note([sentence])),
    actions(
      ...AGENDA_VIEWS.filter((each) => each !== view).map((each) =>
        controls.agenda.button(say.plain(`community.agenda.${each}`), { id: each }),
      ),
    ),
  ]);
}

/** For a restored copy that waits to be resumed: what came due meanwhile, and the button that resumes it. */
function heldBlocks({ madeAt, due }: HeldCommunity, viewer: Actor, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    heading(say('community.held.title')),
    paragraph(say('community.held.what', { when: formatInstant(madeAt, viewer.timezone, language, 'date-time') })),
    ...(due.length === 0
      ? [paragraph(say('community.held.nothing-due'))]
      : [
          paragraph(say('community.held.due')),
          {
            type: 'list',
            items: due.map(({ count, ...what }) => say('community.agenda.counted', { what: agendaLabel(what, language), count })),
          } as const,
        ]),
    note(say('community.held.then')),
    actions(controls.go.button(say.plain('community.held.go'))),
  ];
}

function whatText({ what, count }: AgendaEntry, language: Language): string {
  const label = agendaLabel(what, language);
  return count === 1 ? label : speaker(language).plain('community.agenda.counted', { what: label, count });
}
