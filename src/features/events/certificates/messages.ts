import { composedGone, defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { ofEvent } from '../message-args.js';
import { eventsStore } from '../store/index.js';
import { readyCard } from './cards/organising.js';
import { READY } from './organise.js';

const ready = defineNotification(
  { kind: READY, notice: 'events.afterwards', lateness: withinDays(14), onUnknownOutcome: 'hold', patient: true, args: ofEvent },
  async (context, { event: id }, { audience: { members } }) => {
    const whole = await eventsStore(context.tx).whole(id);
    if (whole?.event.state !== 'announced') return composedGone;
    return (language) => readyCard(whole.event, members.length === 1, language);
  },
);

export const certificatesMessages: readonly Notification[] = [ready];
