import { localDateOf } from '../../calendar/wall-clock.js';
import { NotFoundError } from '../../core/errors.js';
import { type AgendaId, type DeliveryId, type MemberId, toId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { after, type Instant } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { AgendaRepository, AgendaRow, AgendaState, Delivery, Standstill } from '../../ports/agenda.js';
import { type OpenProblem, openProblems } from '../problems/public.js';
import type { AgendaView } from './areas.js';

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
  readonly rows: readonly AgendaEntry[];
  readonly problems: readonly OpenProblem[];
  /** A restored copy that stands still, and what came due meanwhile. */
  readonly held: HeldCommunity | undefined;
  /** How the work of the features stands, in the reader's language. */
  readonly standing: readonly string[];
}

/** What the bot will do or did, which problems are open, and whether a restored copy waits for an organiser. */
export async function agendaPage(context: Context, view: AgendaView, language: Language): Promise<AgendaPage> {
  return {
    view,
    rows: await entriesOf(context, view),
    problems: await openProblems(context),
    held: await heldCommunity(context),
    standing: await context.features.standing(context, language),
  };
}

/** When a restored copy was made and what came due since, or `undefined` unless it waits for an organiser. */
export async function heldCommunity({ agenda, features, now }: Context): Promise<HeldCommunity | undefined> {
  const held = await agenda.standstill();
  if (held === undefined) return undefined;
  const due = (await agenda.dueByKind(now)).map(({ count, ...what }) => ({ ...what, count: features.toldCount(what.kind, count) }));
  return { ...held, due };
}

/** Failed rows stay single entries, because each can be retried; those for secret readers are one, so that nobody counts them. */
async function entriesOf(context: Context, view: AgendaView): Promise<readonly AgendaEntry[]> {
  const { timezone } = await context.community.settings();
  const rows = await rowsOf(context, view);
  const deliveries = await deliveriesOf(context, rows);
  const names = view === 'failed' ? await addressees(context, [...deliveries.values()]) : new Map<DeliveryId, string | null>();
  const entries = new Map<string, AgendaEntry>();
  for (const row of rows) {
    const { id, dueAt, state, reason } = row;
    const delivery = deliveries.get(id);
    const what = whatOf(row, delivery);
    const heldFor = delivery && names.get(delivery.id);
    const isOne = view === 'failed' && !context.features.isSecret(what.kind);
    const day = view === 'failed' ? heldFor === undefined : localDateOf(dueAt, timezone);
    const key = isOne ? String(id) : [what.type, what.kind, state, reason, day].join();
    const known = entries.get(key);
    const entry = { id, at: dueAt, what, state, reason, count: 1, ...(heldFor !== undefined && { heldFor }) };
    entries.set(key, known ? { ...known, count: known.count + 1 } : entry);
  }
  return [...entries.values()]
    .slice(0, ENTRIES_MAX)
    .map((entry) => ({ ...entry, count: context.features.toldCount(entry.what.kind, entry.count) }));
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
async function rowDetails(context: Context, row: AgendaRow): Promise<Readonly<Record<string, string | number>>> {
  const { type, kind } = whatOf(row, (await deliveriesOf(context, [row])).get(row.id));
  return { row: row.id, [type]: kind };
}

/** A failed row, with all others that the agenda shows as one with it; none if it is no longer failed. */
async function findFailed(context: Context, id: AgendaId): Promise<readonly AgendaRow[]> {
  const rows = await context.agenda.list({ states: ['failed'], limit: 1000 });
  const row = rows.find((each) => each.id === id);
  if (row === undefined) return [];
  const deliveries = await deliveriesOf(context, rows);
  const { kind, state } = deliveries.get(id) ?? {};
  if (kind === undefined || !context.features.isSecret(kind)) return [row];
  const isShownWithIt = (each: AgendaRow) => {
    const delivery = deliveries.get(each.id);
    return each.id !== id && each.reason === row.reason && delivery?.kind === kind && delivery.state === state;
  };
  return [row, ...rows.filter(isShownWithIt)];
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
  const [failed, ...others] = await findFailed(context, id);
  if (!failed) throw new NotFoundError(`row ${id} is not failed`, phrase('community.error.not-failed'));
  for (const row of [failed, ...others]) await context.agenda.retry(row.id, at);
  await context.audit.append({ at, actor, action: 'agenda.retry', details: await rowDetails(context, failed) });
}

/**
 * Records what an organiser found out about a held message: `arrived`, or it is sent again. Throws a `NotFoundError` if
 * somebody has decided already.
 */
export async function settleHeld(context: Context, actor: MemberId, id: AgendaId, arrived: boolean): Promise<void> {
  const { now: at } = context;
  const [held, ...others] = await findFailed(context, id);
  if (!held || !(await context.deliveries.resolveUnknownOutcome(id, { arrived, at }))) {
    throw new NotFoundError(`row ${id} is not held`, phrase('community.error.not-held'));
  }
  for (const row of others) await context.deliveries.resolveUnknownOutcome(row.id, { arrived, at });
  const action = arrived ? 'agenda.arrived' : 'agenda.send-again';
  await context.audit.append({ at, actor, action, details: await rowDetails(context, held) });
}
