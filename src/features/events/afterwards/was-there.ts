import type { Context } from '../../../feature-api/index.js';
import { eventsStore } from '../store/index.js';
import type { Registration } from '../types.js';

/** Whether somebody was at an event. Where nobody noted who was there, nobody is said to have been absent. */
export async function wasThere(context: Context, { id, event }: Pick<Registration, 'id' | 'event'>): Promise<boolean> {
  const attendance = await eventsStore(context.tx).attendanceAt(event);
  return attendance.length === 0 || attendance.some((one) => one.registration === id);
}
