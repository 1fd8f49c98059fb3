import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { after, DAY, HOUR } from '../../../src/core/time.js';
import type { AgendaEntry, AgendaPage } from '../../../src/features/community/agenda.js';
import type { AuditPage } from '../../../src/features/community/audit.js';
import { agendaCard } from '../../../src/features/community/cards/agenda.js';
import { auditCard } from '../../../src/features/community/cards/audit.js';
import { dryRunMessage } from '../../../src/features/community/cards/import.js';
import { features } from '../../../src/features/index.js';
import { openProblemsBlocks } from '../../../src/features/problems/cards/problem.js';
import { listed, phrase, speaker } from '../../../src/language/index.js';
import { actor, bridge, type Exhibit, haider, NOW, tigris, zainab } from './people.js';

const CHECKED = { name: 'members-checked.xlsx', mediaType: 'application/octet-stream', bytes: new Uint8Array() };

const row = (id: number, kind: string, more: Partial<AgendaEntry> = {}): AgendaEntry => ({
  id: toId(id),
  at: after(NOW, id * HOUR),
  what: { type: 'message', kind },
  state: 'planned',
  reason: null,
  count: 1,
  ...more,
});
const rows: Readonly<Record<AgendaPage['view'], readonly AgendaEntry[]>> = {
  upcoming: [row(1, 'coffee.introduction', { count: 12 }), row(2, 'coffee.match', { what: { type: 'job', kind: 'coffee.match' } })],
  recent: [row(3, 'coffee.invitation', { state: 'done' }), row(4, 'members.welcome', { state: 'dropped', reason: 'too-late' })],
  failed: [
    row(5, 'coffee.check-in', { state: 'failed', reason: 'delivery:unreachable' }),
    row(6, 'relay.word', { state: 'failed', reason: 'in-doubt', heldFor: zainab.name }),
    row(7, 'topics.declined', { state: 'failed', reason: 'in-doubt', heldFor: null }),
  ],
};

const nameOf = (known: readonly { readonly id: number; readonly name: string }[]) => (id: number) =>
  known.find((one) => one.id === id)?.name;
const names = { member: nameOf([haider, zainab]), organisation: nameOf([tigris, bridge]) };
/** One of each kind of detail. */
const ACTS: AuditPage['entries'] = (
  [
    ['member.role', { member: zainab.id, from: 'member', to: 'adviser' }],
    ['member.role', { member: haider.id, from: 'member', to: 'organiser', administrator: true }],
    ['organisation.merge', { organisation: 99, into: tigris.id }],
    ['organisation.approve', { organisation: bridge.id }],
    ['members.import', { created: 12, updated: 1, unchanged: 0, rejected: 2, organisations: 3 }],
    ['community.setup', { name: true, languages: 'en ar ckb', timezone: 'Asia/Baghdad', workingWeek: 'sun mon', coffee: 'month sun 1' }],
    ['settings.change', { quietHours: '21:00–08:00', blackouts: 2, outages: 1, sectors: 'protection mine-action' }],
    ['settings.change', { channels: 'slack:coffee=C0123 discord:organisers=the quiet room' }],
    [
      'settings.change',
      { area: 'coffee', cadence: 'two-weeks wed', participation: 'each-round', allowSameOrganisation: true, offerMeetsWant: 50 },
    ],
    ['agenda.send-again', { row: 4711, message: 'coffee.introduction' }],
    ['member.unlink', { member: haider.id }],
    ['member.sign-out', { member: haider.id }],
    ['member.end', { member: haider.id }],
    ['member.claim', { member: null }],
  ] as const
).map(([action, details], index) => ({ at: after(NOW, -index * HOUR), actor: haider.id, action, details }));

/** What organisers are shown of what the bot will do and did, of what they did themselves, and of a list before it is taken. */
export function logbookExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const organiser = actor(haider, language);
  const page = (view: AgendaPage['view'], more: Partial<AgendaPage> = {}): Card =>
    agendaCard(
      { view, rows: rows[view], decisions: { count: 0, cards: [] }, matters: [], held: undefined, standing: [], ...more },
      organiser,
      language,
    );
  return [
    card(
      'agenda',
      page('upcoming', { standing: [speaker(language).plain('topics-report.sentence', { held: 24, due: 24, year: '2026' })] }),
    ),
    card('agenda: nothing', page('upcoming', { rows: [] })),
    card('agenda: done', page('recent')),
    card('agenda: failed and in doubt', page('failed')),
    card(
      'agenda: a restored copy stands still',
      page('upcoming', {
        rows: [],
        held: { madeAt: after(NOW, -DAY), heldAt: NOW, due: [{ type: 'message', kind: 'coffee.introduction', count: 12 }] },
      }),
    ),
    card(
      'agenda: a restored copy with nothing due',
      page('upcoming', { rows: [], held: { madeAt: after(NOW, -DAY), heldAt: NOW, due: [] } }),
    ),
    card(
      'audit',
      auditCard(
        {
          entries: [...ACTS, { at: after(NOW, -DAY), actor: null, action: 'coffee.round.start', details: { round: 5 } }],
          names,
          more: true,
        },
        1,
        features,
        organiser,
        language,
      ),
    ),
    card(
      'agenda: problems',
      page('upcoming', {
        matters: openProblemsBlocks(
          [
            {
              id: 1,
              platform: 'slack',
              code: 'bot-removed',
              where: 'coffee',
              explanation: { key: 'slack.problem.bot-removed', values: { channel: '#coffee' } },
              lasting: true,
              told: true,
              since: after(NOW, -DAY),
              seen: NOW,
            },
          ],
          organiser.timezone,
          language,
        ),
      }),
    ),
    card('audit: nothing', auditCard({ entries: [], names, more: false }, 0, features, organiser, language)),
    {
      name: 'import: nothing to take',
      message: dryRunMessage(
        {
          dryRun: true,
          lines: Array.from({ length: 7 }, (_, index) => ({
            line: index + 2,
            verdict: 'rejected',
            problems: [phrase('members.import.cell-empty', { column: 'name' })],
            warnings: [],
            changes: [],
          })),
          file: { lines: [], header: ['name'], unknown: [], titleOf: (column) => column, rowOf: () => ({}) },
          counts: { created: 0, updated: 0, unchanged: 0, asked: 0, rejected: 7 },
          organisationsCreated: 0,
        },
        { draft: 'draft', checked: CHECKED },
        language,
      ),
    },
    {
      name: 'import: dry run',
      message: dryRunMessage(
        {
          dryRun: true,
          lines: [
            {
              line: 2,
              verdict: 'created',
              problems: [],
              warnings: [phrase('members.import.skipped', { column: 'sectors', value: 'WASH' })],
              changes: [],
            },
            {
              line: 4,
              verdict: 'updated',
              problems: [],
              warnings: [],
              changes: [phrase('members.import.change.email', { from: 'info@reedhouse.example', to: 'rana@reedhouse.example' })],
            },
            {
              line: 5,
              verdict: 'asked',
              problems: [phrase('members.import.ask.same-address', { name: zainab.name })],
              warnings: [],
              changes: [],
            },
            {
              line: 3,
              verdict: 'rejected',
              problems: [
                phrase('members.import.code-unknown', {
                  column: 'Type',
                  value: 'charity',
                  known: listed(['common.type.local', 'common.type.national', 'common.type.international']),
                }),
                phrase('members.import.email', { value: 'zainab' }),
              ],
              warnings: [],
              changes: [],
            },
          ],
          file: { lines: [], header: ['name'], unknown: ['Phone', 'ملاحظات'], titleOf: (column) => column, rowOf: () => ({}) },
          counts: { created: 1, updated: 1, unchanged: 0, asked: 1, rejected: 1 },
          organisationsCreated: 1,
        },
        { draft: '00000000-0000-4000-8000-000000000000', checked: CHECKED },
        language,
      ),
    },
  ];
}
