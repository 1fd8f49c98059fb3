import { localDateOf } from '../../calendar/wall-clock.js';
import { NotFoundError } from '../../core/errors.js';
import { type AgendaId, type DeliveryId, type MemberId, type OrganisationId, toId } from '../../core/ids.js';
import type { Clock, Instant } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { AgendaRepository, AgendaRow, AgendaState, Delivery, Standstill } from '../../ports/agenda.js';
import type { Repositories, Store } from '../../ports/store.js';
import type { NamedAuditEntry } from './audit-details.js';

export const AGENDA_VIEWS = ['upcoming', 'recent', 'failed'] as const;
export type AgendaView = (typeof AGENDA_VIEWS)[number];

const AGENDA_ENTRIES = 15;
/** Rows read for these entries: a round's messages are many rows and one entry. */
const AGENDA_ROWS = 300;
const AUDIT_ROWS = 10;

/** Rows of one kind on one day that stand alike: what people see as one thing. */
export interface AgendaEntry {
  readonly id: AgendaId;
  readonly at: Instant;
  readonly what: { readonly type: 'job' | 'message'; readonly kind: string };
  readonly state: AgendaState;
  readonly reason: string | null;
  readonly count: number;
  /** A message of which nobody knows whether it arrived, and whom it is for. */
  readonly heldFor?: string;
}

export type HeldCommunity = Standstill & { readonly due: Awaited<ReturnType<AgendaRepository['dueByKind']>> };

/** What the bot will do and did, and what organisers did. */
export function createLogbook({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  const rowsOf = (view: AgendaView): Promise<readonly AgendaRow[]> => {
    const { agenda } = store.autocommit;
    const limit = AGENDA_ROWS;
    switch (view) {
      case 'upcoming':
        return agenda.list({ states: ['planned', 'running'], limit });
      case 'recent':
        return agenda.list({ states: ['done', 'dropped', 'failed', 'cancelled'], newestFirst: true, to: clock.now() + 1, limit });
      case 'failed':
        return agenda.list({ states: ['failed'], newestFirst: true, limit: AGENDA_ENTRIES });
      default:
        return view satisfies never;
    }
  };

  const deliveryOf = async (
    { kind, payload }: AgendaRow,
    { deliveries }: Repositories = store.autocommit,
  ): Promise<Delivery | undefined> => {
    if (kind !== 'deliver' || typeof payload !== 'object' || payload === null || !('delivery' in payload)) return undefined;
    return deliveries.findById(toId<DeliveryId>(Number(payload.delivery)));
  };

  /** What a row does: a delivery is known by the kind of its message. */
  const whatOf = ({ kind }: AgendaRow, delivery: Delivery | undefined) =>
    ({ type: kind === 'deliver' ? 'message' : 'job', kind: delivery?.kind ?? kind }) as const;

  /** For the audit log: a row by its number, and what it does, for rows are tidied away some day. */
  const rowDetails = async (row: AgendaRow, repositories: Repositories) => {
    const { type, kind } = whatOf(row, await deliveryOf(row, repositories));
    return { row: row.id, [type]: kind };
  };

  const findFailed = async (id: AgendaId, { agenda }: Repositories): Promise<AgendaRow | undefined> =>
    (await agenda.list({ states: ['failed'], limit: 1000 })).find((each) => each.id === id);

  const addressee = async ({ to }: Delivery): Promise<string> => {
    if (to.to === 'channel') return `#${to.channel}`;
    const members = await store.autocommit.members.findMany(to.to === 'group' ? to.members : [to.member]);
    return members.map(({ name }) => name).join(' · ');
  };

  /** Ends an organiser's word on a row, and writes down whose it was. Throws a `NotFoundError` if somebody was faster. */
  const settle = async (actor: MemberId, row: string, arrived: boolean): Promise<void> => {
    const id = agendaId(row);
    await store.transaction(async (repositories) => {
      const at = clock.now();
      const held = await findFailed(id, repositories);
      if (!held || !(await repositories.deliveries.resolveUnknownOutcome(id, { arrived, at })))
        throw new NotFoundError(`row ${id} is not held`, phrase('community.error.not-held'));
      const details = await rowDetails(held, repositories);
      await repositories.audit.append({ at, actor, action: arrived ? 'agenda.arrived' : 'agenda.send-again', details });
    });
  };

  return {
    /** What failed stands row by row, for each can be retried. */
    async agenda(view: AgendaView): Promise<readonly AgendaEntry[]> {
      const { timezone } = await store.autocommit.community.settings();
      const entries = new Map<string, AgendaEntry>();
      for (const row of await rowsOf(view)) {
        const { id, dueAt, state, reason } = row;
        const delivery = await deliveryOf(row);
        const what = whatOf(row, delivery);
        const heldFor = view === 'failed' && delivery?.state === 'held' ? { heldFor: await addressee(delivery) } : {};
        const key = view === 'failed' ? String(id) : [what.type, what.kind, state, reason, localDateOf(dueAt, timezone)].join();
        const known = entries.get(key);
        entries.set(key, known ? { ...known, count: known.count + 1 } : { id, at: dueAt, what, state, reason, count: 1, ...heldFor });
      }
      return [...entries.values()].slice(0, AGENDA_ENTRIES);
    },

    /** A restored copy that stands still, and what came due meanwhile; undefined while all runs. */
    async standstill(): Promise<HeldCommunity | undefined> {
      const held = await store.autocommit.agenda.standstill();
      return held && { ...held, due: await store.autocommit.agenda.dueByKind(clock.now()) };
    },

    /** Lets a restored copy go on. Throws a `NotFoundError` when it does already. */
    async go(actor: MemberId | null): Promise<void> {
      await store.transaction(async (repositories) => {
        const now = clock.now();
        if (!(await repositories.agenda.endStandstill(now))) throw new NotFoundError('nothing is held', phrase('community.held.over'));
        await repositories.audit.append({ at: now, actor, action: 'agenda.go', details: {} });
      });
    },

    /** Plans a failed row for now. Throws a `NotFoundError` when it isn't failed any more: somebody was faster. */
    async retry(actor: MemberId, row: string): Promise<void> {
      const id = agendaId(row);
      await store.transaction(async (repositories) => {
        const failed = await findFailed(id, repositories);
        if (!failed) throw new NotFoundError(`row ${id} is not failed`, phrase('community.error.not-failed'));
        await repositories.agenda.retry(failed.id, clock.now());
        const details = await rowDetails(failed, repositories);
        await repositories.audit.append({ at: clock.now(), actor, action: 'agenda.retry', details });
      });
    },

    /** A held message has arrived. Throws a `NotFoundError`. */
    arrived: (actor: MemberId, row: string) => settle(actor, row, true),
    /** A held message goes out again. Throws a `NotFoundError`. */
    sendAgain: (actor: MemberId, row: string) => settle(actor, row, false),

    /** A page of the audit log, newest first, and whether there is more. */
    async audit(page: number): Promise<{ readonly entries: readonly NamedAuditEntry[]; readonly more: boolean }> {
      const entries = await store.autocommit.audit.list({ offset: page * AUDIT_ROWS, limit: AUDIT_ROWS + 1 });
      const idsIn = (keys: readonly string[]) =>
        entries.flatMap(({ details }) => keys.flatMap((key) => (isId(details[key]) ? [details[key]] : [])));
      const people = [...new Set([...entries.flatMap(({ actor }) => actor ?? []), ...idsIn(['member']).map((id) => toId<MemberId>(id))])];
      const places = [...new Set(idsIn(['organisation', 'into']).map((id) => toId<OrganisationId>(id)))];
      const members = namesById(await store.autocommit.members.findMany(people));
      const organisations = namesById(await store.autocommit.organisations.findMany(places));
      return {
        entries: entries.slice(0, AUDIT_ROWS).map((entry) => ({ ...entry, members, organisations })),
        more: entries.length > AUDIT_ROWS,
      };
    },
  };
}

function agendaId(value: string): AgendaId {
  try {
    return toId(value);
  } catch {
    throw new NotFoundError('no such row', phrase('community.error.not-failed'));
  }
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

function namesById(named: readonly { readonly id: number; readonly name: string }[]): ReadonlyMap<number, string> {
  return new Map(named.map(({ id, name }) => [id, name]));
}
