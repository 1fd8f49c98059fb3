import type { Settings } from '../../core/settings.js';
import { after, DAY, type Instant, toLocalDate } from '../../core/time.js';

/** Feasts of the years around the demo; the moon may move some by a day, and organisers with it. */
const FEASTS: Settings['blackouts'] = [
  ['2026-03-20', '2026-03-23', 'عيد الفطر · جەژنی ڕەمەزان · Eid al-Fitr'],
  ['2026-05-26', '2026-05-30', 'عيد الأضحى · جەژنی قوربان · Eid al-Adha'],
  ['2026-06-26', '2026-06-26', 'عاشوراء · عاشورا · Ashura'],
  ['2026-08-05', '2026-08-05', 'أربعينية الإمام الحسين · چلەی ئیمام حوسێن · Arbaeen'],
  ['2026-12-25', '2026-12-25', 'عيد الميلاد · جەژنی لەدایکبوون · Christmas'],
  ['2027-03-09', '2027-03-12', 'عيد الفطر · جەژنی ڕەمەزان · Eid al-Fitr'],
  ['2027-03-20', '2027-03-22', 'نوروز · نەورۆز · Newroz'],
  ['2027-05-16', '2027-05-20', 'عيد الأضحى · جەژنی قوربان · Eid al-Adha'],
  ['2027-06-15', '2027-06-15', 'عاشوراء · عاشورا · Ashura'],
  ['2027-07-25', '2027-07-25', 'أربعينية الإمام الحسين · چلەی ئیمام حوسێن · Arbaeen'],
  ['2027-12-25', '2027-12-25', 'عيد الميلاد · جەژنی لەدایکبوون · Christmas'],
  ['2028-02-26', '2028-02-29', 'عيد الفطر · جەژنی ڕەمەزان · Eid al-Fitr'],
  ['2028-03-20', '2028-03-22', 'نوروز · نەورۆز · Newroz'],
  ['2028-05-05', '2028-05-08', 'عيد الأضحى · جەژنی قوربان · Eid al-Adha'],
  ['2028-06-03', '2028-06-03', 'عاشوراء · عاشورا · Ashura'],
  ['2028-07-13', '2028-07-13', 'أربعينية الإمام الحسين · چلەی ئیمام حوسێن · Arbaeen'],
].map(([from = '', to = '', label = '']) => ({ from: toLocalDate(from), to: toLocalDate(to), label }));

/** The feasts from half a year back to two years ahead. */
export function blackoutsAround(now: Instant): Settings['blackouts'] {
  return FEASTS.filter(({ from }) => Date.parse(from) > after(now, -183 * DAY) && Date.parse(from) < after(now, 730 * DAY));
}
