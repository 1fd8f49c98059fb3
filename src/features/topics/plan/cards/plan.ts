import { localDateOf } from '../../../../calendar/wall-clock.js';
import { card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card, Choice } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatList, formatLocalDate, speaker } from '../../../../language/index.js';
import { asLabel, sectorLabel } from '../../../members/public.js';
import { topicsControls } from '../../proposals/controls.js';
import { addMonths, type Month } from '../../rules/month.js';
import { cutTitle, HEADING_TITLE_MAX, OPTION_TITLE_MAX } from '../../rules/title.js';
import { textIn, titleIn } from '../../text-of.js';
import type { Proposal, Template, Topic } from '../../types.js';
import { planControls as controls } from '../controls.js';
import { encodeReplacement } from '../ids.js';
import { textsOf } from '../templates.js';
import type { PlannedTopic, PlanView } from '../view.js';
import { isolated, moment, monthLabel, reasonText, sectorOrNone } from './labels.js';

/** The topics of a month: to advisers and organisers with all that they can do. `lead` is said first. */
export function planCard(view: PlanView, language: Language, lead?: Text): Card {
  const { month, topics, free, unplaced } = view;
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('topics-plan.card.title', { month: monthLabel(month, language) })),
    ...stateBlocks(view, language),
    ...topics.flatMap((planned) => topicBlocks(planned, view, language)),
    free > 0 && paragraph(say('topics-plan.card.free', { count: free })),
    ...unplaced.map((template) => paragraph(say('topics-plan.card.unplaced', { title: titleOf(template, language) }))),
    ...actionBlocks(view, language),
  ]);
}

/** How far the plan is. */
function stateBlocks(view: PlanView, language: Language): readonly Block[] {
  const say = speaker(language);
  const { plan, topics, approvedBy, waitingFor, reader, month, current } = view;
  if (plan?.state === 'approved') {
    return reader.decides
      ? [
          note(say(`topics-plan.card.approved-by-${plan.approvedBy ?? 'silence'}`)),
          ...(view.unlike ? [paragraph(say('topics-plan.card.unlike'))] : []),
        ]
      : [];
  }
  if (plan?.state !== 'draft') {
    if (topics.length > 0) return [];
    return [paragraph(say(month < current ? 'topics-plan.card.none-past' : 'topics-plan.card.none'))];
  }
  if (!reader.decides) return [paragraph(say('topics-plan.card.being-made'))];
  const names = (people: readonly string[]) => formatList(isolated(people), language);
  // With the last answer it is a draft no more, although what follows from that comes a moment later.
  const isDecided = reader.approved && waitingFor.length === 0;
  return [
    // The question is left out for readers who have approved already.
    ...(isDecided ? [] : [paragraph(draftText(view, language))]),
    ...(approvedBy.length > 0 ? [note(say('topics-plan.card.approved', { names: names(approvedBy) }))] : []),
    ...(waitingFor.length > 0 ? [note(say('topics-plan.card.waiting', { names: names(waitingFor) }))] : []),
  ];
}

function draftText({ reader, silentUntil, zone }: PlanView, language: Language): Text {
  const say = speaker(language);
  if (reader.approved) return say('topics-plan.card.draft-approved');
  if (silentUntil === undefined) return say('topics-plan.card.draft');
  return say('topics-plan.card.draft-until', { date: moment(silentUntil, zone, language) });
}

function topicBlocks({ topic, facilitator, warnings }: PlannedTopic, { reader, zone }: PlanView, language: Language): readonly Block[] {
  const say = speaker(language);
  const text = textIn(topic, language);
  const title = titleIn(topic, language);
  const seen = { id: topic.id, version: topic.version };
  const mayChange = reader.decides && topic.state === 'planned';
  return [
    { type: 'divider' },
    paragraph([{ type: 'bold', text: cutTitle(title, HEADING_TITLE_MAX) }]),
    ...(text === undefined ? [] : [{ type: 'quote', text: [text.question] } as const]),
    {
      type: 'facts',
      items: [
        {
          label: say(topic.state === 'planned' ? 'topics-plan.card.opens' : 'topics-plan.card.opened'),
          value: [moment(topic.openedAt ?? topic.opensAt, zone, language)],
        },
        { label: say('topics.form.sector'), value: [sectorOrNone(topic.sector, language)] },
        ...(topic.forSector ? [{ label: say('topics-plan.form.audience'), value: say('topics-plan.audience.sector') }] : []),
        ...(facilitator === undefined ? [] : [{ label: say('topics-plan.card.facilitator'), value: [facilitator] }]),
        { label: say('topics-plan.card.number'), value: [String(topic.id)] },
      ],
    },
    note(reasonText(topic, language)),
    ...(topic.state === 'planned' && topic.plannedDate !== localDateOf(topic.opensAt, zone)
      ? [
          note(
            say('topics-plan.card.put-off', {
              date: formatLocalDate(topic.plannedDate, language, 'short-date'),
              month: monthLabel(topic.month, language),
            }),
          ),
        ]
      : []),
    ...warnings.map((warning) => paragraph(say('topics-plan.card.warning', { warning }))),
    ...(mayChange
      ? [
          {
            type: 'actions',
            controls: [
              ...(topic.slot === null ? [] : [controls.swap.button(say.plain('topics-plan.button.swap'), { id: seen })]),
              controls.move.button(say.plain('topics-plan.button.move'), { id: seen }),
              controls.skip.button(say.plain('topics-plan.button.skip'), { id: seen }),
            ],
          } as const,
        ]
      : []),
  ];
}

function actionBlocks({ month, current, plan, free, unlike, reader }: PlanView, language: Language): readonly Block[] {
  const say = speaker(language);
  const seen = { month, version: plan?.version ?? 1 };
  const isDraft = plan?.state === 'draft';
  const canBeDrafted = (plan === undefined || plan.state === 'called') && month >= current;
  const rows: readonly (readonly Button[])[] = [
    [
      ...(reader.decides && isDraft && !reader.approved
        ? [controls.approve.button(say.plain('topics-plan.button.approve'), { id: seen, style: 'primary' })]
        : []),
      ...(reader.decides && free > 0 ? [controls.fill.button(say.plain('topics-plan.button.fill'), { id: seen })] : []),
      ...(unlike ? [controls.refit.button(say.plain('topics-plan.button.refit'), { id: month })] : []),
      ...(reader.decides && canBeDrafted ? [controls['plan-now'].button(say.plain('topics-plan.button.plan-now'), { id: month })] : []),
      ...(reader.organises ? [controls.urgent.button(say.plain('topics-plan.button.urgent'))] : []),
    ],
    [
      controls.plan.button(monthLabel(addMonths(month, -1), language), { id: addMonths(month, -1) }),
      controls.plan.button(monthLabel(addMonths(month, 1), language), { id: addMonths(month, 1) }),
      topicsControls.propose.button(say.plain('topics.button.propose')),
    ],
  ];
  return rows.filter((row) => row.length > 0).map((row) => ({ type: 'actions', controls: row }));
}

/** Asks what a topic is to be swapped for. */
export function swapCard(
  topic: Topic,
  offered: { readonly proposals: readonly Proposal[]; readonly templates: readonly Template[] },
  language: Language,
): Card {
  const options = replacementOptions(offered, language);
  return cardIn(language, (say) => [
    heading(say('topics-plan.swap.title')),
    { type: 'quote', text: [titleIn(topic, language)] },
    paragraph(say(options.length === 0 ? 'topics-plan.swap.none' : 'topics-plan.swap.text')),
    options.length > 0 && {
      type: 'actions',
      controls: [
        controls['swap-for'].menu(
          { label: say.plain('topics-plan.swap.choose'), options },
          { id: { id: topic.id, version: topic.version } },
        ),
      ],
    },
    backToPlan(topic, language),
  ]);
}

/** The options of all platforms' menus together. */
const OFFERED = 25;

function replacementOptions(
  { proposals, templates }: { readonly proposals: readonly Proposal[]; readonly templates: readonly Template[] },
  language: Language,
): readonly Choice[] {
  const say = speaker(language);
  const lasting = say.plain('topics-plan.swap.lasting');
  return [
    ...proposals.map(({ id, title, sector }) => ({
      value: encodeReplacement({ from: 'proposal', id }),
      label: cutTitle(title, OPTION_TITLE_MAX),
      description: asLabel(sectorLabel(sector, language)),
    })),
    ...templates.map((template) => ({
      value: encodeReplacement({ from: 'template', id: template.id }),
      label: cutTitle(titleOf(template, language), OPTION_TITLE_MAX),
      description: asLabel(`${sectorOrNone(template.sector, language)} · ${lasting}`),
    })),
  ].slice(0, OFFERED);
}

/** Asks before a topic is taken out of the plan. */
export function skipCard(topic: Topic, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('topics-plan.skip.ask')),
    { type: 'quote', text: [titleIn(topic, language)] },
    {
      type: 'actions',
      controls: [
        controls['skip-yes'].button(say.plain('topics-plan.button.skip-yes'), {
          id: { id: topic.id, version: topic.version },
          style: 'danger',
        }),
        controls.plan.button(say.plain('common.back'), { id: topic.month }),
      ],
    },
  ]);
}

/** What was done, and the way to the plan. */
export function doneCard(text: Text, month: Month, language: Language): Card {
  return card(language, paragraph(text), backToPlan({ month }, language));
}

function backToPlan({ month }: Pick<Topic, 'month'>, language: Language): Block {
  return { type: 'actions', controls: [controls.plan.button(speaker(language).plain('common.back'), { id: month })] };
}

/** What an entry of a list is called in a language, or in any that it has. */
export function titleOf(template: Template, language: Language): string {
  const texts = textsOf(template);
  return (texts[language] ?? Object.values(texts)[0])?.title ?? '';
}
