import type { LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { reportPeriod } from './report.js';

/** Whom slides and other files of events reached, of events whose own numbers may be shown. */
export async function handedOut(context: Context, days: { readonly from: LocalDate; readonly to: LocalDate }) {
  const { reach } = await reportPeriod(context, days);
  return reach && { sent: reach.sent.people, opened: reach.fetched.people };
}
