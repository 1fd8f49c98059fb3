import { addDays, localDateOf, weekdayOf } from '../../../calendar/wall-clock.js';
import type { MemberId } from '../../../core/ids.js';
import { after, DAY, earliest, HOUR, type Instant, type LocalDate, type Zone } from '../../../core/time.js';
import { type Context, keepBlob } from '../../../feature-api/index.js';
import { announcementMessage } from '../../../features/events/announcing/cards/announcement.js';
import { eventsChannel } from '../../../features/events/channel.js';
import { announcementKey, threadKey } from '../../../features/events/keys.js';
import { publicPeople } from '../../../features/events/making/people/named.js';
import { planReminders } from '../../../features/events/reminders/plan.js';
import { KIND_DEFAULTS, PLAIN_EVENT } from '../../../features/events/rules/kinds.js';
import { sessionMoments } from '../../../features/events/rules/times.js';
import { useOf } from '../../../features/events/slides/store-bytes.js';
import type { StoredFile } from '../../../features/events/slides/types.js';
import { eventsStore, type WholeEvent } from '../../../features/events/store/index.js';
import type { EventId } from '../../../features/events/types.js';
import { DEMO_PERSONAS } from '../../personas.js';
import { createChance } from '../../random.js';
import type { SampleCompany } from '../part.js';
import { openChannel, openThread } from '../threads.js';
import { SAMPLE_EVENTS, type SampleEvent } from './events.js';
import { rateEvent, register } from './people.js';
import { hasSlides, slidesName } from './slides.js';

/** How long before their beginning events are announced, in milliseconds; those that begin sooner are announced now. */
const ANNOUNCED_BEFORE = 14 * DAY;

/** Announcements of what begins later are still unread. */
const UNREAD_FROM = 50;

/** Writes them as they would stand now. Returns when the first was announced. */
export async function seedEvents(context: Context, company: SampleCompany): Promise<Instant> {
  const { timezone, languages } = await context.community.settings();
  const conversation = await openChannel(context, eventsChannel);
  const moments: Instant[] = [];
  for (const [index, sample] of SAMPLE_EVENTS.entries()) {
    const whole = await insert(context, sample, company, timezone);
    const { event, sessions } = whole;
    if (event.announcedAt === null) continue;
    moments.push(event.announcedAt);
    const [first = event.language, ...others] = languages;
    const message = announcementMessage({ ...whole, people: await publicPeople(context, event.id) }, [first, ...others]);
    const thread = { key: announcementKey(event.id), thread: threadKey(event.id), message };
    const { opening } = await openThread(context, conversation, thread, event.announcedAt);
    const chance = createChance('event', index);
    await register(context, whole, company, chance);
    if (sample.inDays < 0) {
      await rateEvent(context, whole, chance);
      await addMaterials(context, whole, sample, company);
    } else await planReminders(context, event, sessions);
    if (sample.inDays < UNREAD_FROM) for (const { user } of DEMO_PERSONAS) await context.webChat.markRead(user, conversation, opening);
  }
  return earliest(company.now, ...moments);
}

async function insert(context: Context, sample: SampleEvent, { members, now }: SampleCompany, zone: Zone): Promise<WholeEvent> {
  const { kind, texts, language, days, startTime, endTime, draft = false } = sample;
  const date = workingDay(addDays(localDateOf(now, zone), sample.inDays));
  const times = Array.from({ length: days }, (_, day) => ({ date: addDays(date, day), startTime, endTime }));
  const sessions = times.map((one) => {
    const found = sessionMoments(one, zone);
    if ('problem' in found) throw new RangeError(`the sample has no such hour: ${found.problem.type}`);
    return { ...one, ...found };
  });
  const announcedAt = earliest(after(sessions[0]?.startsAt ?? now, -ANNOUNCED_BEFORE), after(now, -DAY));
  const store = eventsStore(context.tx);
  const event = await store.insertEvent({
    ...KIND_DEFAULTS[kind],
    series: null,
    occurrence: null,
    changedAlone: false,
    kind,
    format: sample.format,
    state: 'draft',
    language,
    texts,
    zone,
    place: sample.place ?? '',
    link: sample.link ?? '',
    roomCapacity: sample.places ?? null,
    onlineCapacity: null,
    organisationSeats: null,
    ...PLAIN_EVENT,
    createdBy: members.find(({ role }) => role === 'organiser')?.id ?? null,
    createdAt: after(announcedAt, -DAY),
  });
  for (const [index, session] of sessions.entries())
    await store.insertSession({ ...session, event, position: index + 1, state: 'planned' });
  if (!draft) await store.updateEvent(event, { state: 'announced', announcedAt });
  const whole = await store.whole(event);
  if (!whole) throw new RangeError('an event of the sample is missing');
  return whole;
}

/** Slides and a recording came the day after, and everybody was told. Without files the slides are a link. */
async function addMaterials(context: Context, { event, sessions }: WholeEvent, sample: SampleEvent, company: SampleCompany): Promise<void> {
  const { slides, recording } = sample;
  const [first] = sessions;
  if (!first || event.createdBy === null) return;
  const given = { event: event.id, member: event.createdBy, addedAt: after(first.endsAt, DAY) };
  const stored = hasSlides(sample) ? company.files.get(slidesName(sample)) : undefined;
  const store = eventsStore(context.tx);
  if (stored) await addSlides(context, given, slidesName(sample), { ...stored, type: 'pdf' });
  await store.insertMaterials([
    ...(slides === undefined || stored ? [] : [{ ...given, kind: 'slides' as const, link: slides }]),
    ...(recording === undefined ? [] : [{ ...given, kind: 'recording' as const, link: recording }]),
  ]);
  await store.tellMaterials(event.id, given.addedAt);
}

/** The number of recipients who did not open the slides. */
const NOT_OPENED_BY = 6;

/** The slides as a file, which went to everybody who was there. */
async function addSlides(
  context: Context,
  given: { readonly event: EventId; readonly member: MemberId; readonly addedAt: Instant },
  name: string,
  stored: StoredFile,
): Promise<void> {
  const store = eventsStore(context.tx);
  const whole = await store.whole(given.event);
  const id = await store.insertFile({ ...given, name, size: stored.size, stored });
  await store.describeFile(id, { kind: 'slides', language: whole?.event.language ?? 'en', forOthers: true });
  await keepBlob(context, stored, { key: useOf(id), member: given.member });
  await store.tellFiles(given.event, given.addedAt);
  const { registrations, attendance } = await store.registrationsWithAttendance(given.event);
  const came = new Set(attendance.map(({ registration }) => registration));
  const getters = registrations.flatMap(({ id: registration, member }) => (member !== null && came.has(registration) ? [{ member }] : []));
  await store.noteSent(given.event, getters, given.addedAt);
  const at = after(given.addedAt, HOUR);
  for (const { member } of getters.slice(NOT_OPENED_BY))
    await store.noteAsked(given.event, { member }, { did: 'fetched', later: true, at });
}

/** The first Sunday to Wednesday from then on, so that a second day is none of the weekend either. */
function workingDay(date: LocalDate): LocalDate {
  return ['thu', 'fri', 'sat'].includes(weekdayOf(date)) ? workingDay(addDays(date, 1)) : date;
}
