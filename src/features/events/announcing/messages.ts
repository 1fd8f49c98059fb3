import { z } from 'zod';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { type Instant, toInstant } from '../../../core/time.js';
import { type Context, defineNotification, lasting, type Notification } from '../../../feature-api/index.js';
import { composedGone, wheneverPossible } from '../../../feature-api/lateness.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { publicPeople } from '../making/people/named.js';
import { ofEvent } from '../message-args.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, Session, SessionId } from '../types.js';
import { announcementMessage } from './cards/announcement.js';
import { cancelledCard, elsewhereCard, movedCard, notAnnouncedCard, sessionAddedCard, sessionOffCard } from './cards/changes.js';

const ofChange = ofEvent.extend({ sequence: z.int() });
const ofSession = ofChange.extend({ session: idSchema<SessionId>() });
const aMoment = z.number().transform(toInstant);

const announcement = defineNotification(
  { kind: 'events.announcement', notice: 'posted', lateness: wheneverPossible, onUnknownOutcome: 'hold', patient: true, args: ofEvent },
  async (context, { event: id }, { audience: { languages } }) => {
    const whole = await eventsStore(context.tx).whole(id);
    if (!whole || whole.event.state === 'draft') return composedGone;
    return { message: announcementMessage({ ...whole, people: await publicPeople(context, id) }, languages) };
  },
);

/** A thread has all of these or none of them after an outage. */
const change = { notice: 'events.changes', ...lasting, patient: true } as const;
/** Whoever registered hears of these in any case. */
const unmissable = { ...change, notice: 'events.cancelled' } as const;
const changed = { drop: 'changed' } as const;

/** An announced event with one of its sessions; undefined once either is no longer so, for whoever is told of it late. */
async function heldSession(
  context: Context,
  { event, session: id, to }: { readonly event: EventId; readonly session?: SessionId | undefined; readonly to?: Instant | undefined },
): Promise<(WholeEvent & { readonly session: Session }) | undefined> {
  const whole = await eventsStore(context.tx).whole(event);
  if (whole?.event.state !== 'announced') return undefined;
  const session = whole.sessions.find((each) => (id === undefined ? each.state === 'planned' : each.id === id));
  if (session?.state !== 'planned' || (to !== undefined && session.startsAt !== to)) return undefined;
  return { ...whole, session };
}

const eachLanguage = (languages: readonly Language[], cardOf: (language: Language) => Card) => ({
  message: { cards: languages.map(cardOf) },
});

const moved = defineNotification(
  {
    ...unmissable,
    kind: 'events.moved',
    // Rows that were planned before events had several sessions name none.
    args: ofChange.extend({ session: idSchema<SessionId>().optional(), from: aMoment, to: aMoment.optional() }),
  },
  async (context, { from, ...args }, { audience: { languages, members } }) => {
    const held = await heldSession(context, args);
    // The message of a later change has all news.
    if (!held || (args.to === undefined && held.event.sequence !== args.sequence)) return changed;
    return eachLanguage(languages, (language) => movedCard(held, from, members.length === 1, language));
  },
);

const sessionAdded = defineNotification(
  { ...change, kind: 'events.making.session-added', args: ofSession.extend({ to: aMoment }) },
  async (context, args, { audience: { languages } }) => {
    const held = await heldSession(context, args);
    return held ? eachLanguage(languages, (language) => sessionAddedCard(held, language)) : changed;
  },
);

const sessionOff = defineNotification(
  { ...unmissable, kind: 'events.making.session-off', args: ofSession },
  async (context, { event: id, session: sessionId }, { audience: { languages }, words }) => {
    const whole = await eventsStore(context.tx).whole(id);
    const session = whole?.sessions.find((each) => each.id === sessionId);
    if (whole?.event.state !== 'announced' || session?.state !== 'cancelled') return changed;
    return eachLanguage(languages, (language) => sessionOffCard({ ...whole, session }, { reason: words, now: context.now }, language));
  },
);

const elsewhere = defineNotification(
  { ...change, kind: 'events.making.elsewhere', args: ofChange },
  async (context, { event: id }, { audience: { languages, members } }) => {
    const whole = await eventsStore(context.tx).whole(id);
    if (whole?.event.state !== 'announced') return changed;
    return eachLanguage(languages, (language) => elsewhereCard(whole, members.length === 1, language));
  },
);

const cancelled = defineNotification(
  { ...unmissable, kind: 'events.cancelled', args: ofChange },
  async (context, { event: id }, { audience: { languages } }) => {
    const whole = await eventsStore(context.tx).whole(id);
    if (whole?.event.state !== 'cancelled') return changed;
    return eachLanguage(languages, (language) => cancelledCard(whole, language));
  },
);

/** Organisers hear that a draft could not be announced at its time. */
const notAnnounced = defineNotification(
  {
    ...change,
    kind: 'events.making.not-announced',
    notice: 'events.organisers',
    args: ofEvent.extend({ lack: z.enum(['over', 'link', 'place', 'end']) }),
  },
  async (context, { event: id, lack }, { audience: { languages } }) => {
    const whole = await eventsStore(context.tx).whole(id);
    if (!whole || whole.event.state === 'cancelled' || whole.event.announcedAt !== null) return changed;
    return eachLanguage(languages, (language) => notAnnouncedCard(whole, lack, language));
  },
);

export const announcingMessages: readonly Notification[] = [
  announcement,
  moved,
  sessionAdded,
  sessionOff,
  elsewhere,
  cancelled,
  notAnnounced,
];
