import { z } from 'zod';
import type { MemberId } from '../../../../core/ids.js';
import { composedGone, defineNotification, type Notification, withinDays } from '../../../../feature-api/index.js';
import { idSchema } from '../../../../feature-api/schemas.js';
import { findMember } from '../../../members/public.js';
import { isOver } from '../../rules/state.js';
import { eventsStore } from '../../store/index.js';
import { EVENT_ROLES, type EventId, type EventPersonId } from '../../types.js';
import { partAskedCard } from './cards/part.js';
import { personGoneCard, personRefusedCard } from './cards/people.js';

/** An organiser gave a member something to do, who says whether they are named. */
const asked = defineNotification({
  kind: 'events.people.asked',
  notice: 'events.parts',
  urgency: 'normal',
  lateness: withinDays(14),
  onUnknownOutcome: 'resend',
  args: z.object({ person: idSchema<EventPersonId>() }),
  async compose(context, { person: id }, { audience: { languages, members } }) {
    const store = eventsStore(context.tx);
    const person = await store.person(id);
    const [reader] = members;
    if (!reader || person?.member !== reader.id || person.agreedAt !== null) return { drop: 'answered' };
    const whole = await store.whole(person.event);
    if (!whole || whole.event.state === 'cancelled' || isOver(whole.sessions, context.now)) return { drop: 'not-held' };
    return { message: { cards: [partAskedCard({ ...whole, person }, languages[0])] } };
  },
});

const toOrganisers = { notice: 'posted', urgency: 'normal', lateness: withinDays(14), onUnknownOutcome: 'resend' } as const;
const ofRole = z.object({ event: idSchema<EventId>(), role: z.enum(EVENT_ROLES) });

/** Somebody will not do what an organiser gave them. */
const refused = defineNotification({
  ...toOrganisers,
  kind: 'events.people.refused',
  args: ofRole.extend({ member: idSchema<MemberId>() }),
  async compose(context, { event: id, role, member: memberId }, { audience: { languages } }) {
    const whole = await eventsStore(context.tx).whole(id);
    const member = await findMember(context, memberId);
    if (!whole || !member) return composedGone;
    return { message: { cards: languages.map((language) => personRefusedCard(whole.event, role, member.name, language)) } };
  },
});

/** Somebody who would have done something at an event is gone. */
const gone = defineNotification({
  ...toOrganisers,
  kind: 'events.people.gone',
  args: ofRole,
  async compose(context, { event: id, role }, { audience: { languages } }) {
    const whole = await eventsStore(context.tx).whole(id);
    if (!whole || whole.event.state === 'cancelled' || isOver(whole.sessions, context.now)) return { drop: 'not-held' };
    return { message: { cards: languages.map((language) => personGoneCard(whole.event, role, language)) } };
  },
});

export const peopleMessages: readonly Notification[] = [asked, refused, gone];
