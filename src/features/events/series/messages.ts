import { z } from 'zod';
import { instantSchema } from '../../../core/schemas.js';
import { defineNotification, lasting, type Notification, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { ofEvent } from '../message-args.js';
import { eventsStore } from '../store/index.js';
import type { SeriesId } from '../types.js';
import { askedOf } from './asking.js';
import { askingCard } from './cards/asking.js';
import { seriesChangedCard, seriesOffCard } from './cards/series.js';

/** Both tell of new hours or that nothing takes place, so they come in any case. */
const common = { notice: 'events.cancelled', ...lasting } as const;

const moveSchema = z.object({ from: instantSchema, to: instantSchema, end: instantSchema });

const changed = defineNotification(
  {
    ...common,
    kind: 'events.series.changed',
    // Rows that were planned before these were told name no hours.
    args: ofEvent.extend({ moves: z.array(moveSchema).default([]), more: z.int().default(0) }),
  },
  async (context, { event: id, ...moved }, { audience: { members } }) => {
    const whole = await eventsStore(context.tx).whole(id);
    if (whole?.event.state !== 'announced') return { drop: 'changed' };
    return (language) => seriesChangedCard({ ...whole, ...moved }, members.length === 1, language);
  },
);

const off = defineNotification({ ...common, kind: 'events.series.off', args: ofEvent }, async (context, { event: id }) => {
  const whole = await eventsStore(context.tx).whole(id);
  if (whole?.event.state !== 'cancelled') return { drop: 'changed' };
  return (language) => seriesOffCard(whole, language);
});

/** Somebody comes to the whole series, and events of it ask something they have yet to answer. */
const asks = defineNotification(
  {
    kind: 'events.series.asks',
    notice: 'events.places',
    lateness: withinDays(14),
    onUnknownOutcome: 'hold',
    args: z.object({ series: idSchema<SeriesId>() }),
  },
  async (context, { series }, { audience: { members } }) => {
    const [reader] = members;
    const attends = reader && (await eventsStore(context.tx).attendsSeries(series, reader.id));
    if (!attends) return { drop: 'left' };
    const [first, ...others] = (await askedOf(context, series, reader.id)).asking;
    if (!first) return { drop: 'answered' };
    return (language) => askingCard([first, ...others], attends, language);
  },
);

export const seriesMessages: readonly Notification[] = [changed, off, asks];
