import { z } from 'zod';
import { composedGone, defineNotification, lasting, type Notification, wheneverPossible, withinDays } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { aMember, changed, ofTopic } from '../message-args.js';
import { told } from '../proposals/messages.js';
import { toMonth } from '../rules/month.js';
import { topicsStore } from '../store/index.js';
import type { Proposal } from '../types.js';
import { NEWS } from './approve.js';
import { callMessage, gapCard, openedEarlyCard, plannedCard, putBackCard, topicOutageCard, unlikeCard } from './cards/notices.js';
import { planCard } from './cards/plan.js';
import { outageWarnings } from './outages.js';
import { changesAnything, isUnlike, refitOf } from './refit.js';
import { currentMonth } from './schedule.js';
import { viewPlan } from './view.js';

const month = z.string().transform(toMonth);
const ofMonth = z.object({ month });
const ofReader = z.object({ month, member: aMember.optional() });
const ofSupporter = ofTopic.extend({ news: z.enum(NEWS) });

const over = { drop: 'month-over' } as const;

const call = defineNotification(
  { kind: 'topics.plan.call', notice: 'posted', lateness: withinDays(10), onUnknownOutcome: 'hold', args: ofMonth },
  async (context, { month: called }, { audience: { languages } }) => {
    const plan = await topicsStore(context.tx).plan(called);
    return plan?.state === 'called' ? { message: callMessage(called, languages) } : { drop: 'planned' };
  },
);

/** The plan before its advisers and organisers; edited whenever it changes. */
const draft = defineNotification(
  { kind: 'topics.plan.draft', notice: 'topics.plan', lateness: wheneverPossible, onUnknownOutcome: 'resend', args: ofReader },
  async (context, { month: drafted }, { audience: { languages, members } }) => {
    if (drafted < (await currentMonth(context))) return over;
    const [reader] = members.length === 1 ? members : [];
    const view = await viewPlan(context, drafted, reader);
    if (!view.plan) return composedGone;
    return { message: { cards: (reader ? [languages[0]] : languages).map((language) => planCard(view, language)) } };
  },
);

/** The plan once more, with what is said first. */
const again = (what: 'reminder' | 'redrafted') =>
  defineNotification(
    { kind: `topics.plan.${what}`, notice: 'topics.plan', lateness: withinDays(4), onUnknownOutcome: 'hold', args: ofReader },
    async (context, { month: drafted }, { audience: { languages, members } }) => {
      const [reader] = members.length === 1 ? members : [];
      const view = await viewPlan(context, drafted, reader);
      if (view.plan?.state !== 'draft') return { drop: 'approved' };
      if (view.reader.approved || !view.reader.decides) return { drop: 'answered' };
      const cards = (reader ? [languages[0]] : languages).map((language) =>
        planCard(view, language, speaker(language)(`topics-plan.${what}.lead`)),
      );
      return { message: { cards } };
    },
  );

/** An approved plan that the settings no longer fit. */
const unlike = defineNotification(
  {
    kind: 'topics.plan.unlike',
    decision: true,
    notice: 'topics.organisers',
    lateness: wheneverPossible,
    onUnknownOutcome: 'resend',
    args: ofMonth,
  },
  async (context, { month: of }) => {
    if (of < (await currentMonth(context))) return over;
    const settings = await context.community.settings();
    const plan = await topicsStore(context.tx).plan(of);
    if (plan?.state !== 'approved' || !isUnlike(plan, settings)) return { drop: 'changed' };
    const refit = await refitOf(context, plan, settings);
    if (!changesAnything(refit)) return { drop: 'changed' };
    return (language) => unlikeCard(refit, of, settings.timezone, language);
  },
);

const outage = defineNotification(
  {
    kind: 'topics.plan.outage',
    decision: true,
    notice: 'topics.organisers',
    lateness: withinDays(3),
    onUnknownOutcome: 'resend',
    args: ofTopic,
  },
  async (context, { topic: id }) => {
    const topic = await topicsStore(context.tx).topic(id);
    const settings = await context.community.settings();
    const warnings = topic?.state === 'planned' ? outageWarnings(topic, settings) : [];
    if (!topic || warnings.length === 0) return changed;
    return (language) => topicOutageCard(topic, warnings, settings.timezone, language);
  },
);

const gap = (what: 'short' | 'missed') =>
  defineNotification(
    { kind: `topics.plan.${what}`, notice: 'topics.organisers', lateness: wheneverPossible, onUnknownOutcome: 'resend', args: ofMonth },
    async (_context, { month: of }) =>
      (language) =>
        gapCard(what, of, language),
  );

/** For those who support the proposal. */
const supported = defineNotification(
  {
    kind: 'topics.plan.supported',
    notice: 'topics.supported',
    ...lasting,
    // Its proposal may be without a name: few supporters could tell whose it is.
    readerIsSecret: true,
    args: ofSupporter,
  },
  async (context, { topic: id, news }, { audience: { languages, members } }) => {
    const store = topicsStore(context.tx);
    const topic = await store.topic(id);
    const proposal = topic?.proposal ? await store.find(topic.proposal) : undefined;
    if (!topic || !proposal) return composedGone;
    const [language] = languages;
    if (news === 'planned' && topic.state === 'planned') {
      return { message: { cards: [plannedCard(topic, members[0]?.timezone ?? 'UTC', 'supporter', language)] } };
    }
    if (news === 'opened' && topic.state === 'open') return { message: { cards: [openedEarlyCard(topic, 'supporter', language)] } };
    if (news === 'put-back' && topic.state === 'skipped' && proposal.state === 'open') {
      return { message: { cards: [putBackCard(proposal.title, 'supporter', language)] } };
    }
    return changed;
  },
);

/** The one that goes on, where a proposal was merged into another. */
const whole = ({ state, mergedInto, id }: Proposal) => (state === 'merged' ? mergedInto : id);

/** For who proposed it, perhaps without their name. */
const planned = told('topics.plan.planned', async (context, proposal, language, zone) => {
  const id = whole(proposal);
  const topic = id === null ? undefined : await topicsStore(context.tx).topicOfProposal(id);
  if (topic?.state !== 'planned') return undefined;
  return plannedCard(topic, zone, 'proposer', language);
});

const opened = told('topics.plan.opened', async (context, proposal, language) => {
  const id = whole(proposal);
  const topic = id === null ? undefined : await topicsStore(context.tx).topicOfProposal(id);
  return topic?.state === 'open' ? openedEarlyCard(topic, 'proposer', language) : undefined;
});

const putBack = told('topics.plan.put-back', async (context, proposal, language) => {
  const id = whole(proposal);
  const going = id === null ? undefined : await topicsStore(context.tx).find(id);
  return going?.state === 'open' ? putBackCard(proposal.title, 'proposer', language) : undefined;
});

export const planMessages: readonly Notification[] = [
  call,
  draft,
  again('reminder'),
  again('redrafted'),
  unlike,
  outage,
  gap('short'),
  gap('missed'),
  supported,
  planned,
  opened,
  putBack,
];
