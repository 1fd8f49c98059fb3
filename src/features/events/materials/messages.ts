import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { composedGone, defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { wasThere } from '../afterwards/was-there.js';
import { mayHave, reachOf } from '../slides/rules/reach.js';
import { eventsStore } from '../store/index.js';
import type { EventId, SessionId } from '../types.js';
import { slidesAsked } from './asked.js';
import { givenCard, slidesAskedCard, slidesMissingCard, slidesThereCard } from './cards.js';
import { SLIDE_STEPS } from './rules/asking.js';
import { materialsFor } from './rules/change.js';

const ofStep = z.object({
  session: idSchema<SessionId>(),
  startsAt: z.number().transform(toInstant),
  step: z.enum(SLIDE_STEPS),
});

const asked = defineNotification(
  { kind: 'events.materials.asked', notice: 'events.slides', lateness: withinDays(2), onUnknownOutcome: 'hold', args: ofStep },
  async (context, args, { audience: { members } }) => {
    const [reader] = members;
    const found = await slidesAsked(context, args);
    if ('reason' in found) return { drop: found.reason };
    if (!reader || !found.speakers.some(({ member }) => member === reader.id)) return { drop: 'no-speaker' };
    return (language) => slidesAskedCard(found.event, args.step, language);
  },
);

const missing = defineNotification(
  { kind: 'events.materials.missing', notice: 'events.organisers', lateness: withinDays(7), onUnknownOutcome: 'hold', args: ofStep },
  async (context, args) => {
    const found = await slidesAsked(context, args);
    if ('reason' in found) return { drop: found.reason };
    return (language) => slidesMissingCard(found.event, language);
  },
);

/** Links that came after people were thanked. The thread does not show them, because people who are not registered read it too. */
const given = defineNotification(
  {
    kind: 'events.materials.given',
    notice: 'events.afterwards',
    lateness: withinDays(7),
    onUnknownOutcome: 'hold',
    args: z.object({ event: idSchema<EventId>(), toldAt: z.number().transform(toInstant), offer: z.literal(true).optional() }),
  },
  async (context, { event: id, toldAt, offer: isOffer = false }, { audience: { members } }) => {
    const store = eventsStore(context.tx);
    const whole = await store.whole(id);
    if (whole?.event.state !== 'announced') return composedGone;
    const { event } = whole;
    const materials = (await store.materialsOf(id)).filter((one) => one.toldAt === toldAt);
    const files = (await store.filesOf(id)).filter((one) => one.toldAt === toldAt);
    if (materials.length + files.length === 0) return { drop: 'taken-back' };
    const [reader] = members.length === 1 ? members : [];
    if (!reader) return (language) => slidesThereCard(event, files, language);
    const registration = await store.registrationOf(id, reader.id);
    const getter = await store.fileReader(id, reader.id);
    const wantsLinks = registration?.state === 'going' && registration.reminds === true;
    const was = wantsLinks && (await wasThere(context, registration));
    const reach = reachOf(registration, getter, { was, first: isOffer });
    if (reach === 'nothing' && !wantsLinks) return { drop: 'not-wanted' };
    const shown = wantsLinks ? materialsFor(materials, was) : [];
    const sent = reach === 'send' ? files.filter((file) => mayHave(file, { gives: false, registration })) : [];
    const isOffered = reach === 'offer' && files.length > 0;
    if (shown.length + sent.length === 0 && !isOffered) return { drop: 'was-not-there' };
    return (language) => givenCard(event, { materials: shown, files: sent, isOffered }, was, language);
  },
);

export const materialsMessages: readonly Notification[] = [asked, missing, given];
