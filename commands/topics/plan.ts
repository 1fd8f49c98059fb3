import type { Option } from '../../src/core/command.js';
import { InputError } from '../../src/core/errors.js';
import { privately } from '../../src/core/message.js';
import { latinDigits } from '../../src/core/written.js';
import { type Context, defineSubcommand } from '../../src/feature-api/index.js';
import { moment, monthLabel } from '../../src/features/topics/plan/cards/labels.js';
import { skipCard } from '../../src/features/topics/plan/cards/plan.js';
import { move } from '../../src/features/topics/plan/change.js';
import { matchingTopics, shownPlan, shownSettings, topicByText } from '../../src/features/topics/plan/replies.js';
import { currentMonth, monthsToChoose } from '../../src/features/topics/plan/schedule.js';
import { monthToShow } from '../../src/features/topics/plan/view.js';
import { readMonth } from '../../src/features/topics/rules/plan-times.js';
import { phrase, speaker } from '../../src/language/index.js';
import { topicOption } from './options.js';

const topic = { ...topicOption('topics-plan.command.topic', matchingTopics), required: true } as const;

const month = {
  type: 'text',
  description: 'topics-plan.command.month',
  maxLength: 20,
  complete: async (context, typed, { language }) =>
    (await monthsToChoose(context))
      .map((value) => ({ value, label: monthLabel(value, language) }))
      .filter(({ value, label }) => value.includes(typed) || label.toLowerCase().includes(typed.toLowerCase())),
} as const satisfies Option<Context>;

/** What is planned: members read it, advisers and organisers change it. */
export const planSubcommands = {
  plan: defineSubcommand({
    description: 'topics-plan.command.plan',
    access: 'member',
    options: { month },
    async run(context, request, { month: typed }) {
      if (typed === undefined) return shownPlan(context, request, await monthToShow(context));
      const month = readMonth(latinDigits(typed.trim()), await currentMonth(context));
      if (month === undefined) throw new InputError('not a month', phrase('topics-plan.error.no-month'));
      return shownPlan(context, request, month);
    },
  }),
  move: defineSubcommand({
    description: 'topics-plan.command.move',
    access: 'adviser',
    options: { topic, date: { type: 'date', description: 'topics-plan.command.date', required: true } },
    async run(context, request, { topic: typed, date }) {
      const found = await topicByText(context, typed, request.language);
      const settings = await context.community.settings();
      const { month, opensAt } = await move(context, request.actor, found, { date, settings });
      const opens = moment(opensAt, request.actor.timezone, request.language);
      const lead = speaker(request.language)('topics-plan.done.moved', { date: opens });
      return shownPlan(context, request, month, lead, { settings });
    },
  }),
  skip: defineSubcommand({
    description: 'topics-plan.command.skip',
    access: 'adviser',
    options: { topic },
    run: async (context, { language }, { topic: typed }) => privately(skipCard(await topicByText(context, typed, language), language)),
  }),
  settings: defineSubcommand({
    description: 'topics-plan.command.settings',
    access: 'organiser',
    options: {},
    run: (context, request) => shownSettings(context, request),
  }),
} as const;
