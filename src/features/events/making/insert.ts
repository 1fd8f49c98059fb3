import type { Actor } from '../../../core/access.js';
import type { Language } from '../../../core/language.js';
import type { Zone } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { KIND_DEFAULTS, PLAIN_EVENT } from '../rules/kinds.js';
import { eventsSection } from '../settings.js';
import { eventsStore, type NewEvent } from '../store/index.js';
import type { EventId, EventKind, SessionTimes } from '../types.js';
import type { Moments } from './times.js';

export interface Begun {
  readonly kind: EventKind;
  readonly title: string;
  readonly language: Language;
  /** The community's clock unless told. */
  readonly zone?: Zone;
}

/** A draft with what events of its kind usually have. */
export async function usualDraft(context: Context, actor: Actor, { kind, title, language, zone }: Begun): Promise<NewEvent> {
  const settings = await context.community.settings();
  const { certificate, feedback, share } = eventsSection.of(settings)[kind];
  return {
    format: KIND_DEFAULTS[kind].format,
    certificate,
    feedback,
    requiredShare: share,
    series: null,
    occurrence: null,
    changedAlone: false,
    kind,
    state: 'draft',
    language,
    texts: { [language]: { title, about: '' } },
    zone: zone ?? settings.timezone,
    place: '',
    link: '',
    roomCapacity: null,
    onlineCapacity: null,
    organisationSeats: null,
    ...PLAIN_EVENT,
    createdBy: actor.id,
    createdAt: context.now,
  };
}

/** Writes a draft with its sessions, the first one first. Whoever makes it hosts it; they are named once they say so. */
export async function insertDraft(
  context: Context,
  actor: Actor,
  event: NewEvent,
  sessions: readonly (SessionTimes & Moments)[],
): Promise<EventId> {
  const store = eventsStore(context.tx);
  const id = await store.insertEvent(event);
  for (const [index, { date, startTime, endTime, startsAt, endsAt }] of sessions.entries()) {
    await store.insertSession({ event: id, position: index + 1, state: 'planned', date, startTime, endTime, startsAt, endsAt });
  }
  await store.insertPerson({ event: id, role: 'host', member: actor.id, name: null, about: '', agreedAt: null });
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.new', details: { event: id } });
  return id;
}
