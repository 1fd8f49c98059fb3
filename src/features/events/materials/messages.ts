import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { composedGone, defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { wasThere } from '../afterwards/was-there.js';
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

const asked = defineNotification({
  kind: 'events.materials.asked',
  notice: 'events.slides',
  urgency: 'normal',
  lateness: withinDays(2),
  onUnknownOutcome: 'hold',
  args: ofStep,
  async compose(context, args, { audience: { languages, members } }) {
    const [reader] = members;
    const found = await slidesAsked(context, args);
    if ('reason' in found) return { drop: found.reason };
    if (!reader || !found.speakers.some(({ member }) => member === reader.id)) return { drop: 'no-speaker' };
    return { message: { cards: [slidesAskedCard(found.event, args.step, languages[0])] } };
  },
});

const missing = defineNotification({
  kind: 'events.materials.missing',
  notice: 'posted',
  urgency: 'normal',
  lateness: withinDays(7),
  onUnknownOutcome: 'hold',
  args: ofStep,
  async compose(context, args, { audience: { languages } }) {
    const found = await slidesAsked(context, args);
    if ('reason' in found) return { drop: found.reason };
    return { message: { cards: languages.map((language) => slidesMissingCard(found.event, language)) } };
  },
});

/** Links that came after people were thanked. In the thread nobody reads them who is not registered. */
const given = defineNotification({
  kind: 'events.materials.given',
  notice: 'events.afterwards',
  urgency: 'normal',
  lateness: withinDays(7),
  onUnknownOutcome: 'hold',
  args: z.object({ event: idSchema<EventId>(), toldAt: z.number().transform(toInstant) }),
  async compose(context, { event: id, toldAt }, { audience: { languages, members } }) {
    const store = eventsStore(context.tx);
    const whole = await store.whole(id);
    if (whole?.event.state !== 'announced') return composedGone;
    const { event } = whole;
    const materials = (await store.materialsOf(id)).filter((one) => one.toldAt === toldAt);
    if (materials.length === 0) return { drop: 'taken-back' };
    const [reader] = members.length === 1 ? members : [];
    if (!reader) return { message: { cards: languages.map((language) => slidesThereCard(event, language)) } };
    const registration = await store.registrationOf(id, reader.id);
    if (registration?.state !== 'going' || registration.reminds !== true) return { drop: 'not-wanted' };
    const was = await wasThere(context, registration);
    const shown = materialsFor(materials, was);
    if (shown.length === 0) return { drop: 'was-not-there' };
    return { message: { cards: [givenCard(event, shown, was, languages[0])] } };
  },
});

export const materialsMessages: readonly Notification[] = [asked, missing, given];
