import type { Actor } from '../../core/access.js';
import type { Language } from '../../core/language.js';
import type { Block, Card } from '../../core/message.js';
import { plain, type Text } from '../../core/text.js';
import { agendaLabel, formatInstant, type MessageKey, reasonLabel, speaker } from '../../language/index.js';
import type { AuditEntry } from '../../ports/agenda.js';
import type { OpenProblem } from '../problems/service.js';
import { button, card, heading, note, paragraph } from './cards.js';
import { AGENDA_VIEWS, type AgendaEntry, type AgendaView, type HeldCommunity } from './logbook.js';

export interface AgendaPage {
  readonly view: AgendaView;
  readonly rows: readonly AgendaEntry[];
  readonly problems: readonly OpenProblem[];
  readonly held: HeldCommunity | undefined;
}

export function agendaCard({ rows, view, problems, held }: AgendaPage, viewer: Actor, language: Language): Card {
  const say = speaker(language);
  const when = (at: number) => formatInstant(at, viewer.timezone, language, 'date-time');
  return card(
    language,
    ...(held === undefined ? [] : heldBlocks(held, viewer, language)),
    problems.length > 0 && heading(say('problems.open')),
    problems.length > 0 && {
      type: 'list',
      items: problems.map(({ explanation, since }) =>
        say('problems.open-since', { problem: plain(say.phrase(explanation)), when: when(since) }),
      ),
    },
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
                reason: reasonLabel(row.reason, language),
              }),
      ]),
    },
    ...rows.flatMap(({ heldFor }, index) =>
      heldFor === undefined ? [] : [paragraph(say('community.agenda.doubt', { number: index + 1, to: heldFor }))],
    ),
    view === 'failed' &&
      rows.length > 0 && {
        type: 'actions',
        controls: rows.flatMap(({ id, heldFor }, index) => {
          const number = index + 1;
          return heldFor === undefined
            ? [button('retry', say.plain('community.agenda.retry', { number }), { id })]
            : [
                button('arrived', say.plain('community.agenda.arrived', { number }), { id }),
                button('send-again', say.plain('community.agenda.send-again', { number }), { id }),
              ];
        }),
      },
    {
      type: 'actions',
      controls: AGENDA_VIEWS.filter((each) => each !== view).map((each) =>
        button('agenda', say.plain(`community.agenda.${each}`), { id: each }),
      ),
    },
  );
}

/** A restored copy that stands still: what came due meanwhile, and the button that lets it go on. */
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
    { type: 'actions', controls: [button('go', say.plain('community.held.go'))] },
  ];
}

function whatText({ what, count }: AgendaEntry, language: Language): string {
  const label = agendaLabel(what, language);
  return count === 1 ? label : speaker(language).plain('community.agenda.counted', { what: label, count });
}

/** The acts that have a name of their own; what features add later is shown by its code. */
const ACTIONS: Readonly<Record<string, MessageKey>> = {
  'settings.change': 'community.act.settings',
  'community.setup': 'community.act.setup',
  'member.role': 'community.act.role',
  'members.import': 'community.act.import',
  'member.link': 'people.act.link',
  'member.unlink': 'people.act.unlink',
  'member.claim': 'people.act.claim',
  'member.claim-refused': 'people.act.claim-refused',
  'organisation.add': 'community.act.organisation-add',
  'organisation.approve': 'community.act.organisation-approve',
  'organisation.merge': 'community.act.organisation-merge',
  'organisation.refuse': 'community.act.organisation-refuse',
  'agenda.retry': 'community.act.retry',
  'agenda.arrived': 'community.act.arrived',
  'agenda.send-again': 'community.act.send-again',
  'agenda.go': 'community.act.go',
  'coffee.round.start': 'community.act.round-start',
  'coffee.round.date': 'community.act.round-date',
  'coffee.round.cancel': 'community.act.round-cancel',
};

export function auditCard(
  {
    entries,
    more,
  }: { readonly entries: readonly (AuditEntry & { readonly names: ReadonlyMap<number, string> })[]; readonly more: boolean },
  page: number,
  viewer: Actor,
  language: Language,
): Card {
  const say = speaker(language);
  return card(
    language,
    heading(say('community.audit.title')),
    entries.length === 0 && paragraph(say('community.audit.none')),
    entries.length > 0 && {
      type: 'table',
      caption: say.plain('community.audit.title'),
      columns: [
        [say.plain('community.agenda.when')],
        [say.plain('community.audit.who')],
        [say.plain('community.audit.what')],
        [say.plain('community.audit.details')],
      ],
      rows: entries.map((entry): Text[] => [
        [formatInstant(entry.at, viewer.timezone, language, 'date-time')],
        [
          entry.actor === null
            ? say.plain('community.audit.nobody')
            : (entry.names.get(entry.actor) ?? say.plain('community.audit.nobody')),
        ],
        actText(entry.action, language),
        [detailsText(entry)],
      ]),
    },
    (page > 0 || more) && {
      type: 'actions',
      controls: [
        ...(page > 0 ? [button('audit', say.plain('community.audit.newer'), { id: page - 1 })] : []),
        ...(more ? [button('audit', say.plain('community.audit.older'), { id: page + 1 })] : []),
      ],
    },
    note(say('community.audit.note')),
  );
}

function actText(action: string, language: Language): Text {
  const key = ACTIONS[action];
  return key === undefined ? [{ type: 'code', text: action }] : speaker(language).phrase({ key });
}

function detailsText({ details, names }: AuditEntry & { readonly names: ReadonlyMap<number, string> }): string {
  const value = (key: string, raw: string | number | boolean | null) =>
    key === 'member' ? (names.get(Number(raw)) ?? String(raw ?? '—')) : String(raw);
  return Object.entries(details)
    .map(([key, raw]) => (raw === true ? key : `${key}: ${value(key, raw)}`))
    .join(' · ');
}
