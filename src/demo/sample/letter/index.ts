import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { gather, hasNews, periodOf } from '../../../features/letter/content.js';
import { saveDraft } from '../../../features/letter/draft.js';
import { FEATURE } from '../../../features/letter/names.js';
import { firstMonth, letterPeriod } from '../../../features/letter/rules/times.js';
import { letterSection } from '../../../features/letter/settings.js';
import { phrase } from '../../../language/index.js';
import type { SamplePart } from '../part.js';

/** A letter that waits for an organiser, of what the other parts of the sample have brought. */
export const letterSample: SamplePart = {
  feature: FEATURE,
  talk: [],
  habits: { questions: [], followUps: {}, values: {} },
  async seed(context, { now }) {
    await seedDraft(context, now);
    return { since: now, settingsChanged: [] };
  },
  opening: (day) => day,
  tryFirst: (organiser) => [phrase('letter.demo.try', { name: organiser })],
};

async function seedDraft(context: Context, now: Instant): Promise<void> {
  const settings = await context.community.settings();
  const period = letterPeriod(now, undefined);
  const content = await gather(context, periodOf(period));
  if (hasNews(content)) await saveDraft(context, firstMonth(now, letterSection.of(settings).time, settings), { ...period, content });
}
