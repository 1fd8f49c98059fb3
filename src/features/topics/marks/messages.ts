import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import { toInstant } from '../../../core/time.js';
import { composedGone, defineNotification, idSchema, type Notification, wheneverPossible, withinDays } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import type { ContributionId, PollId } from '../types.js';
import { digestCard } from './cards/digest.js';
import { pollCard } from './cards/poll.js';
import { reportedCard } from './cards/report.js';
import { newsFor } from './digest.js';
import { viewPoll } from './poll.js';
import { viewReport } from './report.js';

const poll = defineNotification({
  kind: 'topics.marks.poll',
  notice: 'posted',
  lateness: withinDays(14),
  onUnknownOutcome: 'hold',
  args: z.object({ poll: idSchema<PollId>() }),
  async compose(context, { poll: id }, { audience: { languages } }) {
    const view = await viewPoll(context, id);
    return view ? { message: { cards: [pollCard(view, languages)] } } : composedGone;
  },
});

const reported = defineNotification({
  kind: 'topics.marks.reported',
  notice: 'posted',
  lateness: wheneverPossible,
  onUnknownOutcome: 'resend',
  args: z.object({ contribution: idSchema<ContributionId>() }),
  async compose(context, { contribution: id }, { audience: { languages } }) {
    if (!(await topicsStore(context.tx).contribution(id))) return composedGone;
    const view = await viewReport(context, id);
    return { message: { cards: [reportedCard(view, languages[0])] } };
  },
});

const instant = z.int().transform(toInstant);

const digest = defineNotification({
  kind: 'topics.marks.digest',
  notice: 'topics.digest',
  lateness: withinDays(3),
  onUnknownOutcome: 'hold',
  args: z.object({ member: idSchema<MemberId>(), from: instant, to: instant }),
  async compose(context, { member, from, to }, { audience: { languages } }) {
    if (!(await topicsStore(context.tx).wantsDigest(member))) return { drop: 'not-wanted' };
    const news = await newsFor(context, member, { from, to });
    return news.length === 0 ? { drop: 'nothing-new' } : { message: { cards: [digestCard(news, languages[0])] } };
  },
});

export const marksMessages: readonly Notification[] = [poll, reported, digest];
