import { composedGone, defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { hasDeedAt } from '../certificates/own.js';
import { materialsFor } from '../materials/rules/change.js';
import { ofEvent } from '../message-args.js';
import { eventsStore } from '../store/index.js';
import { afterwardsCard } from './cards/afterwards.js';
import { wasThere } from './was-there.js';

const thanks = defineNotification(
  {
    kind: 'events.afterwards.thanks',
    notice: 'events.afterwards',
    lateness: withinDays(3),
    onUnknownOutcome: 'hold',
    patient: true,
    args: ofEvent,
  },
  async (context, { event: id }, { audience: { members } }) => {
    const store = eventsStore(context.tx);
    const whole = await store.whole(id);
    if (whole?.event.state !== 'announced') return composedGone;
    const { event } = whole;
    const [reader] = members.length === 1 ? members : [];
    const files = (await store.filesOf(id)).filter(({ toldAt }) => toldAt !== null);
    if (!reader) return (language) => afterwardsCard(event, 'thread', language, { files });
    const registration = await store.registrationOf(id, reader.id);
    if (registration?.state !== 'going' || registration.reminds !== true) return { drop: 'not-wanted' };
    const was = await wasThere(context, registration);
    const told = (await store.materialsOf(id)).filter(({ toldAt }) => toldAt !== null);
    const materials = materialsFor(told, was);
    const certificate = await hasDeedAt(context, reader.id, id);
    const more = { materials, files, certificate };
    return (language) => afterwardsCard(event, was ? 'attended' : 'absent', language, more);
  },
);

export const afterwardsMessages: readonly Notification[] = [thanks];
