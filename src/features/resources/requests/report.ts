import { after, DAY } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { type AnswerTimes, answerTimes } from '../rules/answer-times.js';
import { requestsStore } from '../store/requests.js';

/** What organisers see beside the list: how requests of the last year were answered. */
export async function recentTimes(context: Context): Promise<AnswerTimes> {
  const { now } = context;
  return answerTimes(await requestsStore(context.tx).requestTimes({ from: after(now, -365 * DAY), to: after(now, 1) }));
}
