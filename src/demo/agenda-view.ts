import type { TimelineItem } from '../../adapters/web/index.js';
import { DELIVER } from '../agenda/jobs.js';
import type { DeliveryId } from '../core/ids.js';
import { toId } from '../core/ids.js';
import type { Language } from '../core/language.js';
import { type Instant } from '../core/time.js';
import { agendaLabel, speaker } from '../language/index.js';
import type { AgendaRow } from '../ports/agenda.js';
import type { Engines } from '../ports/store.js';

/** Rows of one kind, of one stretch of time and with one end: what people see as one thing. */
export interface Happening {
  readonly at: Instant;
  readonly what: { readonly type: 'job' | 'message'; readonly kind: string };
  readonly state: TimelineItem['state'];
  readonly rows: readonly AgendaRow[];
  /** Ids of the deliveries, for messages. */
  readonly deliveries: readonly DeliveryId[];
}

/** Whether nobody notices that a kind of job runs. */
export type IsUpkeep = (kind: string) => boolean;

/** Whether people see that it happens. Kinds of one word are upkeep, except for the sending of messages. */
export function isNotable({ kind }: Pick<AgendaRow, 'kind'>, isUpkeep: IsUpkeep): boolean {
  return kind === DELIVER || (kind.includes('.') && !isUpkeep(kind));
}

/** Puts rows together that happen in one stretch of time, in the order in which the first of each comes. */
export async function happenings(
  read: Pick<Engines, 'deliveries'>,
  rows: readonly AgendaRow[],
  stretchOf: (row: AgendaRow) => number | string,
  isUpkeep: IsUpkeep,
): Promise<readonly Happening[]> {
  const found = new Map<string, { readonly first: Omit<Happening, 'rows' | 'deliveries'>; rows: AgendaRow[]; deliveries: DeliveryId[] }>();
  for (const row of rows) {
    if (!isNotable(row, isUpkeep)) continue;
    const delivery = deliveryOf(row);
    const kind = delivery === undefined ? row.kind : (await read.deliveries.findById(delivery))?.kind;
    // Erased together with the person it was for.
    if (kind === undefined) continue;
    const what = { type: delivery === undefined ? ('job' as const) : ('message' as const), kind };
    const key = [stretchOf(row), what.type, what.kind, row.state].join('|');
    const group = found.get(key) ?? { first: { at: row.dueAt, what, state: stateOf(row) }, rows: [], deliveries: [] };
    group.rows.push(row);
    if (delivery !== undefined) group.deliveries.push(delivery);
    found.set(key, group);
  }
  return [...found.values()].map(({ first, rows, deliveries }) => ({ ...first, rows, deliveries }));
}

/** How many messages of a kind may be told of. */
export type ToldCount = (kind: string, count: number) => number;

/** What happens, in words: its label, and how many messages it is, as far as that may be told. */
export function happeningLabel({ what, rows }: Happening, toldCount: ToldCount, language: Language): string {
  const label = agendaLabel(what, language);
  const count = toldCount(what.kind, rows.length);
  return what.type === 'job' || count === 1 ? label : speaker(language).plain('agenda.counted', { what: label, count });
}

/** The delivery that a row of the agenda sends; undefined for other rows. */
export function deliveryOf(row: Pick<AgendaRow, 'kind' | 'payload'>): DeliveryId | undefined {
  const { payload } = row;
  if (row.kind !== DELIVER || typeof payload !== 'object' || payload === null || !('delivery' in payload)) return undefined;
  return typeof payload.delivery === 'number' ? toId<DeliveryId>(payload.delivery) : undefined;
}

function stateOf({ state }: AgendaRow): TimelineItem['state'] {
  return state === 'running' ? 'planned' : state;
}
