import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { adviser, defineControls, member, organiser, pageId, textId, withPage } from '../../../feature-api/index.js';
import { settingsForm, settingsForms } from '../../../settings/index.js';
import { FEATURE } from '../names.js';
import { topicsSection } from '../settings.js';
import { annualFields, evergreenFields, moveFields, urgentFields, whenFields, wordsFields } from './fields.js';
import { annualContents, evergreenContents, moveContents, urgentContents, whenContents, wordsContents } from './form-contents.js';
import { monthId, seenPlanId, seenTopicId, templateId, templateWordsId } from './ids.js';

/** Buttons, menus and forms of plans, of the lists behind them, and of the settings. */
export const planControls = defineControls(FEATURE, {
  plan: member.button('shows the plan of a month; drafts only to advisers', monthId),
  'plan-now': adviser.button('drafts the plan of a month', monthId),
  approve: adviser.button('approves a plan', seenPlanId),
  fill: adviser.button('chooses topics for the free places of a month', seenPlanId),
  refit: adviser.button('redrafts what has not opened of an approved month, after a change of settings', monthId),
  swap: adviser.button('shows what a planned topic can be swapped for', seenTopicId),
  'swap-for': adviser.menu('menu: `proposal.<number>` or `template.<number>`', SELECT_OPTIONS_MAX, seenTopicId),
  move: adviser.form('another day and hour for a planned topic', {
    id: seenTopicId,
    title: 'topics-plan.form.move-title',
    fields: moveFields,
    errorsAt: 'date',
    prepare: moveContents,
  }),
  skip: adviser.button('asks before a planned topic is skipped', seenTopicId),
  'skip-yes': adviser.button('takes a planned topic out of the plan', seenTopicId),
  urgent: organiser.form('adds a topic outside the plan', {
    title: 'topics-plan.form.urgent-title',
    submit: 'topics-plan.button.add',
    fields: urgentFields,
    errorsAt: 'date',
    prepare: urgentContents,
  }),

  'settings-form': settingsForms(topicsSection),
  // Older messages have it; new ones open the same form by `settings-form`.
  settings: settingsForm(topicsSection, 'settings'),
  evergreen: organiser.menu('the evergreen questions of a sector; as a menu the value is the sector', SELECT_OPTIONS_MAX, withPage(textId)),
  annual: organiser.button('the annual topics', pageId),
  entry: organiser.menu('an entry of a list, also one that was removed; as a menu the value is its number', SELECT_OPTIONS_MAX, textId),
  'entry-words': organiser.form('what an entry says in one language', {
    id: templateWordsId,
    title: 'topics-plan.form.words-title',
    fields: wordsFields,
    errorsAt: 'title',
    prepare: wordsContents,
  }),
  'entry-when': organiser.form('when an annual topic is held', {
    id: templateId,
    title: 'topics-plan.form.when-title',
    fields: whenFields,
    errorsAt: 'sector',
    prepare: whenContents,
  }),
  'entry-remove': organiser.button('takes an entry off its list', templateId),
  'entry-restore': organiser.button('puts an entry back on its list', templateId),
  'evergreen-add': organiser.form('adds an evergreen question; the id is the sector', {
    id: textId,
    title: 'topics-plan.form.evergreen-title',
    submit: 'topics-plan.button.add',
    fields: evergreenFields,
    errorsAt: 'sector',
    prepare: evergreenContents,
  }),
  'annual-add': organiser.form('adds an annual topic', {
    title: 'topics-plan.form.annual-title',
    submit: 'topics-plan.button.add',
    fields: annualFields,
    errorsAt: 'sector',
    prepare: annualContents,
  }),
});
