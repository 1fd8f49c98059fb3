import { localDateOf } from '../calendar/wall-clock.js';
import type { Language } from '../core/language.js';
import { after, between, DISTANT_PAST, HOUR, type Instant, latest, type Zone } from '../core/time.js';
import { type Happening, happenings } from '../demo/agenda-view.js';
import type { FeatureSet } from '../feature-api/index.js';
import { agendaLabel, formatInstant, purposeTitle, reasonLabel, speaker } from '../language/index.js';
import type { AgendaRow } from '../ports/agenda.js';
import type { Engines } from '../ports/store.js';

export interface Report {
  /** Takes up what ran since the last call, and writes the days that are over. */
  collect(now: Instant): Promise<void>;
  /** Writes the rest and how many messages there were in all. */
  end(now: Instant): Promise<void>;
}

const ROWS = 20_000;
const MARGIN = 2 * HOUR;

/** Writes what the bot did, one line for each kind of thing in a day. */
export function createReport(
  read: Pick<Engines, 'agenda' | 'deliveries'>,
  {
    zone,
    language,
    start,
    line,
    features: { toldCount, isUpkeep },
  }: {
    readonly zone: Zone;
    readonly language: Language;
    readonly start: Instant;
    readonly line: (text: string) => void;
    readonly features: Pick<FeatureSet, 'toldCount' | 'isUpkeep'>;
  },
): Report {
  const say = speaker(language);
  const seen = new Map<AgendaRow['id'], Instant>();
  let waiting: readonly AgendaRow[] = [];
  let lines = 0;
  let messages = 0;
  let from = start;

  const dayOf = (row: AgendaRow) => localDateOf(ranAt(row), zone);

  const write = async (rows: readonly AgendaRow[]): Promise<void> => {
    const inOrder = [...rows].sort((a, b) => between(ranAt(b), ranAt(a)) || a.id - b.id);
    for (const happening of await happenings(read, inOrder, dayOf, isUpkeep)) {
      lines += 1;
      if (happening.state === 'done') messages += happening.deliveries.length;
      line(await sentence(happening));
    }
  };

  const sentence = async (happening: Happening): Promise<string> => {
    const { what, rows, state } = happening;
    const [first = happening.at, last = first] = [rows[0], rows.at(-1)].map((row) => row && ranAt(row));
    const hours = [...new Set([first, last].map((at) => formatInstant(at, zone, language, 'time')))];
    const parts = [`${formatInstant(first, zone, language, 'long-date')} ${hours.join('–')}`, agendaLabel(what, language)];
    if (what.type === 'message') parts.push(await readers(happening));
    const reason = reasonLabel(what, rows[0]?.reason ?? '', language);
    if (state === 'failed') parts.push(say.plain('agenda.rehearsal.failed', { reason }));
    if (state === 'dropped') parts.push(say.plain('agenda.rehearsal.dropped', { reason }));
    return parts.join(' · ');
  };

  /** A few secret readers are as many as one. */
  const peopleOf = (kind: string, count: number) =>
    toldCount(kind, count) === count ? say.plain('agenda.rehearsal.people', { count }) : say.plain('agenda.rehearsal.few');

  const readers = async ({ what, deliveries }: Happening): Promise<string> => {
    let count = 0;
    const channels = new Set<string>();
    for (const id of deliveries) {
      const to = (await read.deliveries.findById(id))?.to;
      if (to?.to === 'channel') channels.add(purposeTitle(to.channel, language));
      else count += to?.to === 'group' ? to.members.length : 1;
    }
    const places = [...channels].map((channel) => say.plain('agenda.rehearsal.channel', { channel }));
    return [...places, ...(count > 0 ? [peopleOf(what.kind, count)] : [])].join(' · ');
  };

  const collect = async (now: Instant): Promise<void> => {
    const rows = await read.agenda.list({ states: ['done', 'failed', 'dropped'], from, to: after(now, 1), limit: ROWS });
    const fresh = rows.filter(({ id, finishedAt }) => !seen.has(id) && (finishedAt ?? DISTANT_PAST) >= start);
    for (const row of fresh) seen.set(row.id, row.dueAt);
    from = latest(start, after(now, -MARGIN));
    for (const [id, dueAt] of seen) if (dueAt < from) seen.delete(id);
    const today = localDateOf(now, zone);
    const all = [...waiting, ...fresh];
    waiting = all.filter((row) => dayOf(row) >= today);
    await write(all.filter((row) => dayOf(row) < today));
  };

  return {
    collect,
    async end(now) {
      await collect(now);
      await write(waiting);
      waiting = [];
      line(lines === 0 ? say.plain('agenda.rehearsal.nothing') : say.plain('agenda.rehearsal.end', { messages }));
    },
  };
}

function ranAt({ dueAt, finishedAt }: Pick<AgendaRow, 'dueAt' | 'finishedAt'>): Instant {
  return finishedAt ?? dueAt;
}
