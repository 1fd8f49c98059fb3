import type { Timeline, TimelineItem, TimeStep } from '../../adapters/web/index.js';
import { DELIVER } from '../agenda/jobs.js';
import { localDateOf } from '../calendar/wall-clock.js';
import type { Language } from '../core/language.js';
import { after, type Clock, type Instant } from '../core/time.js';
import type { AgendaRow, AgendaState } from '../ports/agenda.js';
import type { Engines } from '../ports/store.js';
import { type Happening, happeningLabel, happenings, type IsUpkeep, isNotable, type ToldCount } from './agenda-view.js';
import { createGuide } from './guide.js';
import type { TimeMachine, Travel } from './time-machine.js';

export interface TimelineDependencies {
  readonly read: Pick<Engines, 'agenda' | 'deliveries' | 'community' | 'webChat'>;
  readonly clock: Clock;
  readonly timeMachine: TimeMachine;
  /** Of the feature set: a number could tell whom messages to secret readers are for. */
  readonly toldCount: ToldCount;
  readonly isUpkeep: IsUpkeep;
}

/** Rows looked at for the panel, and the happenings that they are put together to. */
const ROWS = 600;
const SHOWN = 60;
/** How many planned rows are looked through for the next one that people would notice. */
const LOOKED_AT = 50;
const OVER: readonly AgendaState[] = ['done', 'failed', 'dropped'];

/** The first row still planned that people would notice. */
export async function nextNotable({ agenda }: Pick<Engines, 'agenda'>, isUpkeep: IsUpkeep): Promise<AgendaRow | undefined> {
  return (await agenda.list({ states: ['planned'], limit: LOOKED_AT })).find((row) => isNotable(row, isUpkeep));
}

/** The time machine as the page of the web chat sees it, in the reader's language. */
export function createTimeline({ read, clock, timeMachine, toldCount, isUpkeep }: TimelineDependencies): Timeline {
  const item = (happening: Happening, language: Language): TimelineItem => ({
    key: `${happening.state}:${happening.rows[0]?.id ?? 0}`,
    at: happening.at,
    label: happeningLabel(happening, toldCount, language),
    kind: happening.what.kind,
    state: happening.state,
  });
  const panel = async (states: readonly AgendaState[], newestFirst: boolean, language: Language): Promise<readonly TimelineItem[]> => {
    const rows = await read.agenda.list({ states, newestFirst, limit: ROWS });
    const { timezone } = await read.community.settings();
    return (await happenings(read, rows, ({ dueAt }) => localDateOf(dueAt, timezone), isUpkeep))
      .slice(0, SHOWN)
      .map((happening) => item(happening, language));
  };

  return {
    async now(language) {
      const { timezone: zone } = await read.community.settings();
      const row = await nextNotable(read, isUpkeep);
      const [next] = row === undefined ? [] : await happenings(read, [row], () => 0, isUpkeep);
      const moving = timeMachine.progress();
      const progress = moving ? { from: moving.from, to: moving.to ?? null } : null;
      return { now: clock.now(), zone, progress, next: next ? { at: next.at, label: happeningLabel(next, toldCount, language) } : null };
    },
    async advance(step, hasSeen) {
      await timeMachine.travel(travelOf(step, hasSeen));
    },
    guide: createGuide(read),
    isMoving: () => timeMachine.progress() !== undefined,
    async agenda(language) {
      return { upcoming: await panel(['planned', 'running'], false, language), done: await panel(OVER, true, language) };
    },
  };
}

function travelOf(step: TimeStep, hasSeen: () => Promise<boolean>): Travel {
  switch (step.type) {
    case 'by':
      return { by: { years: 0, months: 0, days: 0, milliseconds: step.milliseconds } };
    case 'to':
      return { to: step.instant };
    case 'until-seen':
      return { until: hasSeen };
    default:
      return step satisfies never;
  }
}

/** Whether a message was sent, or could not be, of those due within [from, to]. */
export async function wasNoticed({ agenda }: Pick<Engines, 'agenda'>, from: Instant, to: Instant): Promise<boolean> {
  return (await agenda.list({ states: ['done', 'failed'], kindPrefix: DELIVER, from, to: after(to, 1), limit: 1 })).length > 0;
}

/** When the next thing happens that people would notice. */
export async function nextNotableAt(read: Pick<Engines, 'agenda'>, isUpkeep: IsUpkeep): Promise<Instant | undefined> {
  return (await nextNotable(read, isUpkeep))?.dueAt;
}
