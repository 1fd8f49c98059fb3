import { localDateOf } from '../../calendar/wall-clock.js';
import type { Actor } from '../../core/access.js';
import { NotFoundError } from '../../core/errors.js';
import { type AgendaId, type DeliveryId, type MemberId, toId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { lookups } from '../../core/lookup.js';
import type { Block } from '../../core/message.js';
import { after, type Instant, type LocalDate } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { AgendaRepository, AgendaRow, AgendaState, Delivery, Standstill } from '../../ports/agenda.js';
import type { AgendaView } from './areas.js';
import { type Decisions, decisionsOf } from './decisions.js';

const ENTRIES_MAX = 15;
/** Rows that are read for these entries: a round's messages are many rows and one entry. */
const ROWS_MAX = 300;

/** Rows of one kind on one day in one state: what people see as one thing. */
export interface AgendaEntry {
  readonly id: AgendaId;
  readonly at: Instant;
  readonly what: { readonly type: 'job' | 'message'; readonly kind: string };
  readonly state: AgendaState;
  readonly reason: string | null;
  /** 1 also for a few of them whose readers are secret. */
  readonly count: number;
  /** Whom a message is for of which nobody knows whether it arrived; null where that is a secret. */
  readonly heldFor?: string | null;
}

export type HeldCommunity = Standstill & { readonly due: Awaited<ReturnType<AgendaRepository['dueByKind']>> };

export interface AgendaPage {
  readonly view: AgendaView;
  readonly decisions: Decisions;
  readonly rows: readonly AgendaEntry[];
  /** What needs organisers, in the reader's language. */
  readonly matters: readonly Block[];
  /** A restored copy that waits to be resumed, and what came due meanwhile. */
  readonly held: HeldCommunity | undefined;
  /** How the work of the features stands, in the reader's language. */
  readonly standing: readonly string[];
}

/** What the bot will do or did, what needs organisers, and whether a restored copy waits for an organiser. */
export async function agendaPage(context: Context, view: AgendaView, viewer: Actor, language: Language): Promise<AgendaPage> {
  const { decisions, matters, standstill } = await context.tx.find(
    lookups({
      decisions: decisionsOf(context, viewer),
      matters: context.features.matters(context, viewer, language),
      standstill: context.agenda.lookForStandstill(),
    }),
  );
  return {
    view,
    decisions: await decisions(),
    rows: await entriesOf(context, view),
    matters,
    held: standstill && (await withDue(context, standstill)),
    standing: await context.features.standing(context, language),
  };
}

/** When a restored copy was made and what came due since, or `undefined` unless it waits for an organiser. */
export async function heldCommunity(context: Context): Promise<HeldCommunity | undefined> {
  const standstill = await context.agenda.standstill();
  return standstill && withDue(context, standstill);
}

async function withDue({ agenda, features, now }: Context, standstill: Standstill): Promise<HeldCommunity> {
  const due = (await agenda.dueByKind(now)).map(({ count, ...what }) => ({ ...what, count: features.toldCount(what.kind, count) }));
  return { ...standstill, due };
}

/** Failed rows stay single entries, because each can be retried; those for secret readers are one, so that nobody counts them. */
async function entriesOf(context: Context, view: AgendaView): Promise<readonly AgendaEntry[]> {
  const rows = await rowsOf(context, view);
  const deliveries = await deliveriesOf(context, rows);
  const names = view === 'failed' ? await addressees(context, [...deliveries.values()]) : new Map<DeliveryId, string | null>();
  const dayOf = view === 'failed' ? undefined : await dayIn(context);
  const entries = new Map<string, AgendaEntry>();
  for (const row of rows) {
    const { id, dueAt, state, reason } = row;
    const delivery = deliveries.get(id);
    const what = whatOf(row, delivery);
    const heldFor = delivery && names.get(delivery.id);
    const isOne = view === 'failed' && !context.features.isSecret(what.kind);
    const day = dayOf ? dayOf(dueAt) : heldFor === undefined;
    const key = isOne ? String(id) : [what.type, what.kind, state, reason, day].join();
    const known = entries.get(key);
    const entry = { id, at: dueAt, what, state, reason, count: 1, ...(heldFor !== undefined && { heldFor }) };
    entries.set(key, known ? { ...known, count: known.count + 1 } : entry);
  }
  return [...entries.values()]
    .slice(0, ENTRIES_MAX)
    .map((entry) => ({ ...entry, count: context.features.toldCount(entry.what.kind, entry.count) }));
}

/** The day on which something falls in the community's zone. */
async function dayIn({ community }: Context): Promise<(at: Instant) => LocalDate> {
  const { timezone } = await community.settings();
  return (at) => localDateOf(at, timezone);
}

function rowsOf({ agenda, now }: Context, view: AgendaView): Promise<readonly AgendaRow[]> {
  switch (view) {
    case 'upcoming':
      return agenda.list({ states: ['planned', 'running'], limit: ROWS_MAX });
    case 'recent':
      return agenda.list({ states: ['done', 'dropped', 'failed', 'cancelled'], newestFirst: true, to: after(now, 1), limit: ROWS_MAX });
    case 'failed':
      return agenda.list({ states: ['failed'], newestFirst: true, limit: ENTRIES_MAX });
    default:
      return view satisfies never;
  }
}

/** The deliveries of rows that deliver, by the row's number. */
async function deliveriesOf({ deliveries }: Context, rows: readonly AgendaRow[]): Promise<ReadonlyMap<AgendaId, Delivery>> {
  const ids = new Map(
    rows.flatMap(({ id, kind, payload }) =>
      kind === 'deliver' && typeof payload === 'object' && payload !== null && 'delivery' in payload
        ? [[id, toId<DeliveryId>(Number(payload.delivery))] as const]
        : [],
    ),
  );
  const found = new Map((ids.size === 0 ? [] : await deliveries.findMany([...ids.values()])).map((each) => [each.id, each]));
  return new Map(
    [...ids].flatMap(([row, id]) => {
      const delivery = found.get(id);
      return delivery ? [[row, delivery] as const] : [];
    }),
  );
}

/** Whom held messages are for, by delivery; null where that is a secret. */
async function addressees({ people, features }: Context, deliveries: readonly Delivery[]): Promise<ReadonlyMap<DeliveryId, string | null>> {
  const held = deliveries.filter(({ state }) => state === 'held');
  const ids = [...new Set(held.filter(({ kind }) => !features.isSecret(kind)).flatMap(membersOf))];
  const names = new Map((ids.length === 0 ? [] : await people.findMany(ids)).map(({ id, name }) => [id, name]));
  return new Map(
    held.map((each) => [
      each.id,
      placeOf(each) ??
        (features.isSecret(each.kind)
          ? null
          : membersOf(each)
              .flatMap((id) => names.get(id) ?? [])
              .join(' · ')),
    ]),
  );
}

/** The members whom a delivery is addressed to, rather than a place. */
function membersOf({ to }: Delivery): readonly MemberId[] {
  if (to.to === 'group') return to.members;
  return 'member' in to ? [to.member] : [];
}

/** The channel that a delivery goes to, or the thread there; undefined for members. */
function placeOf({ to }: Delivery): string | undefined {
  if (to.to === 'thread') return `#${to.of} · ${to.title}`;
  return to.to === 'channel' ? `#${to.channel}` : undefined;
}

/** What a row does: a delivery is known by the kind of its message. */
function whatOf({ kind }: AgendaRow, delivery: Delivery | undefined): AgendaEntry['what'] {
  return { type: kind === 'deliver' ? 'message' : 'job', kind: delivery?.kind ?? kind };
}

/** For the audit log: a row by its number, and what it does, because rows are deleted some day. */
function rowDetails(row: AgendaRow, delivery: Delivery | undefined): Readonly<Record<string, string | number>> {
  const { type, kind } = whatOf(row, delivery);
  return { row: row.id, [type]: kind };
}

interface Failed {
  /** None if it is no longer failed. */
  readonly failed?: AgendaRow;
  readonly delivery?: Delivery | undefined;
  readonly others: readonly AgendaRow[];
}

/** A failed row with what it delivers, and all others that the agenda shows as one with it. */
async function findFailed(context: Context, id: AgendaId): Promise<Failed> {
  const rows = await context.agenda.list({ states: ['failed'], limit: 1000 });
  const row = rows.find((each) => each.id === id);
  if (row === undefined) return { others: [] };
  const deliveries = await deliveriesOf(context, rows);
  const delivery = deliveries.get(id);
  if (delivery === undefined || !context.features.isSecret(delivery.kind)) return { failed: row, delivery, others: [] };
  const isShownWithIt = (each: AgendaRow) => {
    const other = deliveries.get(each.id);
    return each.id !== id && each.reason === row.reason && other?.kind === delivery.kind && other.state === delivery.state;
  };
  return { failed: row, delivery, others: rows.filter(isShownWithIt) };
}

/** Lets a restored copy go on. Throws a `NotFoundError` if it does already. */
export async function goOn(context: Context, actor: MemberId | null): Promise<void> {
  const { now: at } = context;
  if (!(await context.agenda.endStandstill(at))) throw new NotFoundError('nothing is held', phrase('community.held.over'));
  await context.audit.append({ at, actor, action: 'agenda.go', details: {} });
}

/** Plans a failed row for now. Throws a `NotFoundError` if it is no longer failed. */
export async function retryRow(context: Context, actor: MemberId, id: AgendaId): Promise<void> {
  const { now: at } = context;
  const { failed, delivery, others } = await findFailed(context, id);
  if (!failed) throw new NotFoundError(`row ${id} is not failed`, phrase('community.error.not-failed'));
  for (const row of [failed, ...others]) await context.agenda.retry(row.id, at);
  await context.audit.append({ at, actor, action: 'agenda.retry', details: rowDetails(failed, delivery) });
}

/**
 * Records what an organiser found out about a held message: `arrived`, or it is sent again. Throws a `NotFoundError` if
 * somebody has decided already.
 */
export async function settleHeld(context: Context, actor: MemberId, id: AgendaId, arrived: boolean): Promise<void> {
  const { now: at } = context;
  const { failed: held, delivery, others } = await findFailed(context, id);
  if (!held || !(await context.deliveries.resolveUnknownOutcome(id, { arrived, at }))) {
    throw new NotFoundError(`row ${id} is not held`, phrase('community.error.not-held'));
  }
  for (const row of others) await context.deliveries.resolveUnknownOutcome(row.id, { arrived, at });
  const action = arrived ? 'agenda.arrived' : 'agenda.send-again';
  await context.audit.append({ at, actor, action, details: rowDetails(held, delivery) });
}
