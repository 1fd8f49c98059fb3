import { instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import { isWorkingDay } from '../../../calendar/working-days.js';
import type { Actor } from '../../../core/access.js';
import type { Settings } from '../../../core/settings.js';
import type { LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { monthOf } from '../rules/month.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { NewTopic, Topic } from '../types.js';
import { announce } from './approve.js';
import { openingOn, requireTopic } from './change.js';
import { planSettling } from './draft.js';
import { warnOfOutage } from './outages.js';

export interface UrgentTopic {
  readonly title: string;
  readonly question: string;
  /** Null for a topic of no sector. */
  readonly sector: string | null;
  /** Only for the people of its sector. */
  readonly forSector: boolean;
  readonly date: LocalDate;
}

/** Adds a topic outside the plan. On a working day whose hour has passed it opens at once. Throws what `openingOn` throws. */
export async function addUrgent(context: Context, actor: Actor, urgent: UrgentTopic): Promise<Topic> {
  const { title, question, sector, forSector, date } = urgent;
  const settings = await context.community.settings();
  const { language } = actor;
  const topic: NewTopic = {
    month: monthOf(date),
    slot: null,
    origin: 'urgent',
    proposal: null,
    template: null,
    reason: null,
    state: 'planned',
    language,
    sector,
    forSector: forSector && sector !== null,
    texts: { [language]: { title, question } },
    why: '',
    resources: [],
    guiding: null,
    plannedDate: date,
    opensAt: await urgentOpening(context, date, settings),
  };
  const id = await topicsStore(context.tx).insertTopic(topic);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.urgent', details: { topic: id } });
  const added = await requireTopic(context, id);
  await warnOfOutage(context, added, settings);
  await announce(context, added);
  await planSettling(context, topic.month);
  return added;
}

async function urgentOpening(context: Context, date: LocalDate, settings: Settings): Promise<Topic['opensAt']> {
  const { now } = context;
  const { openingTime } = topicsSection.of(settings);
  const isToday = date === localDateOf(now, settings.timezone);
  if (isToday && isWorkingDay(date, settings) && instantOf(date, openingTime, settings.timezone) <= now) return now;
  return openingOn(context, { date, time: openingTime, settings });
}
