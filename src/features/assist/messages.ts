import { z } from 'zod';
import { composedGone, defineNotification, type Notification, withinDays } from '../../feature-api/index.js';
import { greetingCard } from './cards/greeting.js';

/** Answers somebody who wrote to the bot, whatever they wrote. */
const answer = defineNotification(
  {
    kind: 'assist.answer',
    notice: 'assist.answer',
    urgency: 'asked',
    lateness: withinDays(1),
    onUnknownOutcome: 'resend',
    readerIsSecret: true,
    greets: true,
    args: z.object({}),
  },
  async (context, _args, { audience: { members } }) => {
    const { features } = context;
    const [reader] = members;
    if (!reader) return composedGone;
    return { message: { cards: [greetingCard(features, reader), ...(await features.greetingCards(context, reader))] } };
  },
);

export const assistMessages: readonly Notification[] = [answer];
