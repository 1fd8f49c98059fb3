import { formatInTimeZone } from 'date-fns-tz';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { guardOrigin, limitBody, secureHeaders } from '../../adapters/web/index.js';
import { InputError } from '../core/errors.js';
import { plain } from '../core/text.js';
import { type Clock, toInstant, type Zone } from '../core/time.js';
import { speaker } from '../language/index.js';
import type { Logger } from '../ports/logger.js';
import { type Duration, parseDuration } from './duration.js';
import type { TimeMachine, Travel } from './time-machine.js';

export interface DemoRoutesDependencies {
  readonly timeMachine: TimeMachine;
  readonly clock: Clock;
  readonly zone: () => Promise<Zone>;
  readonly logger: Logger;
  /** Where the demo is served; requests that name another host or come from another site are refused. */
  readonly origins: () => readonly string[];
}

const duration = z
  .string()
  .max(60)
  .transform((text, context): Duration => {
    const parsed = parseDuration(text);
    if (parsed) return parsed;
    context.addIssue({ code: 'custom', message: 'an ISO 8601 duration such as P1D, P2W or PT6H' });
    return z.NEVER;
  });

/** `2026-12-01T09:00:00+03:00`: a moment needs its offset, or nobody would know which hour is meant. */
const moment = z.iso
  .datetime({ offset: true, error: 'an ISO 8601 moment with its offset, such as 2026-12-01T09:00:00+03:00' })
  .transform((text) => toInstant(Date.parse(text)));

const EXPECTED = 'one of {"advance":"P1D"}, {"to":"2026-12-01T09:00:00+03:00"} and {"untilNext":true}';

/** What `POST /demo/clock` takes. */
const travelSchema = z
  .strictObject({ advance: duration.optional(), to: moment.optional(), untilNext: z.literal(true).optional() }, { error: EXPECTED })
  .transform(({ advance, to, untilNext }, context): Travel => {
    if ([advance, to, untilNext].filter((given) => given !== undefined).length === 1) {
      if (advance) return { by: advance };
      return to === undefined ? { untilNext: true } : { to };
    }
    context.addIssue({ code: 'custom', message: EXPECTED });
    return z.NEVER;
  });

/**
 * The time machine for scripts: `POST /demo/clock` moves the clock, runs all that falls due on the way in order, and
 * answers `{now, ran}` when it is done; `GET` tells where it stands. For people there is the bar on the page.
 */
export function createDemoRoutes({ timeMachine, clock, zone, logger, origins }: DemoRoutesDependencies): Hono {
  const refuse = (context: Context, status: 400, error: string) => context.json({ error }, status);
  const here = async () => formatInTimeZone(clock.now(), await zone(), "yyyy-MM-dd'T'HH:mm:ssXXX");

  return new Hono()
    .use('/demo/*', secureHeaders(), guardOrigin(origins))
    .get('/demo/clock', async (context) => context.json({ now: await here(), moving: timeMachine.progress() !== undefined }))
    .post('/demo/clock', limitBody({ maxBytes: 4096, timeoutMs: 10_000 }), async (context) => {
      const body: unknown = await context.req.json().catch(() => undefined);
      const travel = travelSchema.safeParse(body);
      if (!travel.success) return refuse(context, 400, `Expected ${travel.error.issues[0]?.message ?? EXPECTED}.`);
      try {
        const { ran } = await timeMachine.travel(travel.data);
        return context.json({ now: await here(), ran });
      } catch (error) {
        if (error instanceof InputError) return refuse(context, 400, plain(speaker('en').phrase(error.humanError)));
        logger.error({ error }, 'time could not be moved');
        return context.json({ error: 'Time could not be moved; the log says why.' }, 500);
      }
    });
}
