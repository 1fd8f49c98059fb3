import { type OrganisationId, toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import { SECTORS } from '../../../src/core/settings.js';
import { after, DAY, toLocalDate } from '../../../src/core/time.js';
import { reportCard } from '../../../src/features/events/reporting/cards/report.js';
import type { CompleteOrNot } from '../../../src/features/events/reporting/keep.js';
import { type CountedEvent, reportOf } from '../../../src/features/events/reporting/rules/report.js';
import type { EventFormat, EventKind } from '../../../src/features/events/types.js';
import { GOVERNORATES, ORGANISATION_TYPES } from '../../../src/features/members/public.js';
import { lookAt, type SomebodyThere, type Unseen } from '../kept-shares.js';
import { event } from './events.js';
import { type Exhibit, NOW } from './people.js';

/** An event of which nothing is shown yet. */
type Reported = Omit<CompleteOrNot, 'shares' | 'isComplete'>;

const reported = (index: number, kind: EventKind, format: EventFormat, change: Partial<CountedEvent> = {}): Reported => ({
  id: toId(index),
  kind,
  format,
  state: 'announced',
  startsAt: after(NOW, (index - 40) * 7 * DAY),
  endsAt: after(NOW, (index - 40) * 7 * DAY),
  sessions: 1,
  counted: [],
  texts: event.texts,
  language: 'en',
  zone: 'Asia/Baghdad',
  ...change,
});

/** Five webinars of eight, ten meetings of ten, four in person, and a hybrid training. */
const events: readonly Reported[] = [
  ...Array.from({ length: 5 }, (_, index) => reported(index + 1, 'webinar', 'virtual')),
  ...Array.from({ length: 4 }, (_, index) => reported(index + 6, 'coordination-meeting', 'in-person', { counted: [{ women: 7, men: 6 }] })),
  ...Array.from({ length: 6 }, (_, index) => reported(index + 10, 'coordination-meeting', 'virtual')),
  reported(16, 'training', 'hybrid', { sessions: 2 }),
  reported(17, 'roundtable', 'virtual', { state: 'cancelled' }),
  reported(41, 'webinar', 'virtual'),
];

/** 47 of a hundred are of local organisations, 33 of national and 20 of international ones. */
const typeOf = (index: number): number => (index % 100 < 47 ? 1 : index % 100 < 80 ? 2 : 3);
const registrations: readonly SomebodyThere[] = Array.from({ length: 640 }, (_, index) => ({
  id: index + 1,
  event: toId(1 + (index % 16)),
  member: toId(index + 1),
  organisation: toId<OrganisationId>(typeOf(index % 500)),
  isGuest: false,
  state: 'going',
  registeredAt: NOW,
  attended: index < 500 ? 1 + (index % 16 === 15 ? 1 : 0) : 0,
}));

export const periodInput: Unseen<CompleteOrNot> = {
  now: NOW,
  today: toLocalDate('2026-12-06'),
  from: toLocalDate('2026-01-01'),
  to: toLocalDate('2026-12-31'),
  zone: 'Asia/Baghdad',
  plan: { webinar: 8, 'coordination-meeting': 10, training: 4, 'hosted-coffee': 4 },
  events,
  registrations,
  stars: Array.from({ length: 27 }, (_, index) => ({ event: toId(1 + (index % 2)), stars: 3 + (index % 3) })),
  actions: [
    { event: toId(6), dueOn: toLocalDate('2026-11-01'), outcome: null },
    { event: toId(6), dueOn: null, outcome: null },
    { event: toId(7), dueOn: null, outcome: 'done' },
  ],
  reached: [
    { event: toId(1), sent: 24, fetched: 17, requested: 3 },
    { event: toId(2), sent: 30, fetched: 4, requested: 6 },
    { event: toId(41), sent: 9, fetched: 9, requested: 9 },
  ],
  organisations: ORGANISATION_TYPES.map((type, index) => ({
    id: toId(index + 1),
    type,
    sectors: SECTORS.slice(index, index + 2),
    governorates: GOVERNORATES.slice(index, index + 1),
  })),
  members: 700,
  types: ORGANISATION_TYPES,
  sectors: SECTORS,
  governorates: GOVERNORATES,
};

/** What organisers and donors read of a period. */
export function eventReportExhibits(language: Language): readonly Exhibit[] {
  const shown = (
    name: string,
    change: Partial<Unseen<CompleteOrNot>>,
    { pictures = true, incomplete = 0 }: { readonly pictures?: boolean; readonly incomplete?: number } = {},
  ): Exhibit => {
    const report = { ...reportOf(lookAt({ ...periodInput, ...change })), incomplete };
    return { name, message: { cards: [reportCard(report, { pictures, completeDays: 7 }, language)] } };
  };
  return [
    shown('the report of a year', {}),
    shown(
      'a small community without a plan, without charts',
      {
        plan: {},
        members: 60,
        events: events.slice(0, 3).map((each) => ({ ...each, counted: [{ women: 3, men: 9 }] })),
        registrations: registrations.slice(40, 60).map((each) => ({ ...each, event: toId(1) })),
        stars: [],
        actions: [],
      },
      { pictures: false, incomplete: 2 },
    ),
    shown('two years in which nobody was noted', { from: toLocalDate('2025-07-01'), registrations: [], stars: [], actions: [] }),
    shown('nothing', { events: [], registrations: [], plan: {}, stars: [], actions: [] }),
  ];
}
