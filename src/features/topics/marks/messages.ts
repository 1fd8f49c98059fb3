import {
  composedGone,
  defineNotification,
  memberSpanSchema,
  type Notification,
  wheneverPossible,
  withinDays,
} from '../../../feature-api/index.js';
import { ofContribution, ofPoll } from '../message-args.js';
import { topicsStore } from '../store/index.js';
import { digestCard } from './cards/digest.js';
import { pollCard } from './cards/poll.js';
import { reportedCard } from './cards/report.js';
import { newsFor } from './digest.js';
import { viewPoll } from './poll.js';
import { viewReport } from './report.js';

const poll = defineNotification(
  { kind: 'topics.marks.poll', notice: 'posted', lateness: wheneverPossible, onUnknownOutcome: 'hold', patient: true, args: ofPoll },
  async (context, { poll: id }, { audience: { languages } }) => {
    const view = await viewPoll(context, id);
    return view ? { message: { cards: [pollCard(view, languages)] } } : composedGone;
  },
);

const reported = defineNotification(
  {
    kind: 'topics.marks.reported',
    notice: 'topics.organisers',
    lateness: wheneverPossible,
    onUnknownOutcome: 'resend',
    args: ofContribution,
  },
  async (context, { contribution: id }) => {
    if (!(await topicsStore(context.tx).contribution(id))) return composedGone;
    const view = await viewReport(context, id);
    return (language) => reportedCard(view, language);
  },
);

const digest = defineNotification(
  { kind: 'topics.marks.digest', notice: 'topics.digest', lateness: withinDays(3), onUnknownOutcome: 'hold', args: memberSpanSchema },
  async (context, { member, from, to }) => {
    if (!(await topicsStore(context.tx).wantsDigest(member))) return { drop: 'not-wanted' };
    const news = await newsFor(context, member, { from, to });
    return news.length === 0 ? { drop: 'nothing-new' } : (language) => digestCard(news, language);
  },
);

export const marksMessages: readonly Notification[] = [poll, reported, digest];
