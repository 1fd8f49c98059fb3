import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { defineNotification, lasting, type Notification, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { speaker } from '../../../language/index.js';
import { findMember } from '../../members/public.js';
import { ofRegistration } from '../message-args.js';
import { eventsStore } from '../store/index.js';
import type { RegistrationId } from '../types.js';
import { notSelectedCard, offeredCard, registrationCard } from './cards/registration.js';
import { viewRegistration } from './view.js';

const offered = defineNotification(
  {
    kind: 'events.offered',
    notice: 'events.places',
    urgency: 'asked',
    lateness: withinDays(1),
    onUnknownOutcome: 'resend',
    args: z.object({ registration: idSchema<RegistrationId>(), until: z.number().transform(toInstant) }),
  },
  async (context, { registration: id, until }, { audience: { languages, members } }) => {
    const registration = await eventsStore(context.tx).registration(id);
    const [reader] = members;
    if (!reader || registration?.state !== 'offered' || registration.offeredUntil !== until) return { drop: 'changed' };
    return { message: { cards: [offeredCard(await viewRegistration(context, reader, registration.event), languages[0])] } };
  },
);

/** A colleague registered somebody, who reads by whom and answers. */
const invited = defineNotification(
  { kind: 'events.invited', notice: 'events.colleagues', lateness: withinDays(7), onUnknownOutcome: 'hold', args: ofRegistration },
  async (context, { registration: id }, { audience: { languages, members } }) => {
    const registration = await eventsStore(context.tx).registration(id);
    const [reader] = members;
    if (!reader || registration?.state !== 'invited') return { drop: 'answered' };
    const view = await viewRegistration(context, reader, registration.event);
    if (view.closed !== undefined) return { drop: 'closed' };
    const by = registration.registeredBy && (await findMember(context, registration.registeredBy));
    const [language] = languages;
    const lead = by
      ? speaker(language)('events-registration.invited.by', { name: by.name })
      : speaker(language)('events-registration.invited.by-somebody');
    return { message: { cards: [registrationCard(view, language, lead)] } };
  },
);

const decided = {
  notice: 'events.places',
  urgency: 'asked',
  ...lasting,
  args: ofRegistration,
} as const;

/** An organiser selected somebody who applied. */
const selected = defineNotification(
  { ...decided, kind: 'events.selected' },
  async (context, { registration: id }, { audience: { languages, members } }) => {
    const registration = await eventsStore(context.tx).registration(id);
    const [reader] = members;
    if (!reader || registration?.state !== 'going') return { drop: 'changed' };
    const [language] = languages;
    const view = await viewRegistration(context, reader, registration.event);
    return { message: { cards: [registrationCard(view, language, speaker(language)('events-registration.selected'))] } };
  },
);

/** There is no place for somebody who applied. */
const notSelected = defineNotification({ ...decided, kind: 'events.not-selected' }, async (context, { registration: id }) => {
  const registration = await eventsStore(context.tx).registration(id);
  const whole = registration && (await eventsStore(context.tx).whole(registration.event));
  if (!whole || registration.state !== 'not-selected') return { drop: 'changed' };
  return (language) => notSelectedCard(whole, language);
});

export const registrationMessages: readonly Notification[] = [offered, invited, selected, notSelected];
