import { after, DAY, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { type AnswerTimes, answerTimes } from '../rules/answer-times.js';
import { requestsStore } from '../store/requests.js';

/** What organisers see beside the list. */
const YEAR_MS = 365 * DAY;

/** How requests were answered that were asked since then; for the last year, unless told. */
export async function requestTimes(context: Context, since: Instant = after(context.now, -YEAR_MS)): Promise<AnswerTimes> {
  return answerTimes(await requestsStore(context.tx).requestTimes(since));
}
