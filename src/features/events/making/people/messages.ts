import { z } from 'zod';
import type { MemberId } from '../../../../core/ids.js';
import { composedGone, defineNotification, lasting, type Notification } from '../../../../feature-api/index.js';
import { idSchema } from '../../../../feature-api/schemas.js';
import { findMember } from '../../../members/public.js';
import { ofPerson } from '../../message-args.js';
import { isOver } from '../../rules/state.js';
import { eventsStore } from '../../store/index.js';
import { EVENT_ROLES, type EventId } from '../../types.js';
import { partAskedCard } from './cards/part.js';
import { personGoneCard, personRefusedCard } from './cards/people.js';

/** An organiser gave a member something to do, who says whether they are named. */
const asked = defineNotification(
  { kind: 'events.people.asked', notice: 'events.parts', ...lasting, args: ofPerson },
  async (context, { person: id }, { audience: { members } }) => {
    const store = eventsStore(context.tx);
    const person = await store.person(id);
    const [reader] = members;
    if (!reader || person?.member !== reader.id || person.agreedAt !== null) return { drop: 'answered' };
    const whole = await store.whole(person.event);
    if (!whole || whole.event.state === 'cancelled' || isOver(whole.sessions, context.now)) return { drop: 'not-held' };
    return (language) => partAskedCard({ ...whole, person }, language);
  },
);

const toOrganisers = { notice: 'events.organisers', ...lasting } as const;
const ofRole = z.object({ event: idSchema<EventId>(), role: z.enum(EVENT_ROLES) });

/** Somebody will not do what an organiser gave them. */
const refused = defineNotification(
  { ...toOrganisers, kind: 'events.people.refused', args: ofRole.extend({ member: idSchema<MemberId>() }) },
  async (context, { event: id, role, member: memberId }) => {
    const whole = await eventsStore(context.tx).whole(id);
    const member = await findMember(context, memberId);
    if (!whole || !member) return composedGone;
    return (language) => personRefusedCard(whole.event, role, member.name, language);
  },
);

/** Somebody who would have done something at an event is gone. */
const gone = defineNotification({ ...toOrganisers, kind: 'events.people.gone', args: ofRole }, async (context, { event: id, role }) => {
  const whole = await eventsStore(context.tx).whole(id);
  if (!whole || whole.event.state === 'cancelled' || isOver(whole.sessions, context.now)) return { drop: 'not-held' };
  return (language) => personGoneCard(whole.event, role, language);
});

export const peopleMessages: readonly Notification[] = [asked, refused, gone];
