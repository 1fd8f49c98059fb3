import { button, defineControls, form, menu, textId } from '../../../feature-api/index.js';
import { settingsForm, settingsForms } from '../../../settings/index.js';
import { FEATURE } from '../names.js';
import { topicsSection } from '../settings.js';
import { annualFields, evergreenFields, moveFields, urgentFields, whenFields, wordsFields } from './fields.js';
import { annualContents, evergreenContents, moveContents, urgentContents, whenContents, wordsContents } from './form-contents.js';
import { monthId, seenPlanId, seenTopicId, templateId, templateWordsId } from './ids.js';

const adviser = { access: 'adviser' } as const;
const organiser = { access: 'organiser' } as const;

/** Buttons, menus and forms of plans, of the lists behind them, and of the settings. */
export const planControls = defineControls(FEATURE, {
  plan: button({ access: 'member', about: 'shows the plan of a month; drafts only to advisers', id: monthId }),
  'plan-now': button({ ...adviser, about: 'drafts the plan of a month', id: monthId }),
  approve: button({ ...adviser, about: 'approves a plan', id: seenPlanId }),
  fill: button({ ...adviser, about: 'chooses topics for the free places of a month', id: seenPlanId }),
  refit: button({ ...adviser, about: 'redrafts what has not opened of an approved month, after a change of settings', id: monthId }),
  swap: button({ ...adviser, about: 'shows what a planned topic can be swapped for', id: seenTopicId }),
  'swap-for': menu({ ...adviser, about: 'menu: `proposal.<number>` or `template.<number>`', id: seenTopicId }),
  move: form({
    ...adviser,
    about: 'another day and hour for a planned topic',
    id: seenTopicId,
    title: 'topics-plan.form.move-title',
    fields: moveFields,
    errorsAt: 'date',
    prepare: moveContents,
  }),
  skip: button({ ...adviser, about: 'asks before a planned topic is skipped', id: seenTopicId }),
  'skip-yes': button({ ...adviser, about: 'takes a planned topic out of the plan', id: seenTopicId }),
  urgent: form({
    ...organiser,
    about: 'adds a topic outside the plan',
    title: 'topics-plan.form.urgent-title',
    submit: 'topics-plan.button.add',
    fields: urgentFields,
    errorsAt: 'date',
    prepare: urgentContents,
  }),

  'settings-form': settingsForms(topicsSection),
  // Older messages have it; new ones open the same form by `settings-form`.
  settings: settingsForm(topicsSection, 'settings'),
  evergreen: menu({ ...organiser, about: 'the evergreen questions of a sector; as a menu the value is the sector', id: textId }),
  annual: button({ ...organiser, about: 'the annual topics' }),
  entry: menu({ ...organiser, about: 'an entry of a list, also one that was removed; as a menu the value is its number', id: textId }),
  'entry-words': form({
    ...organiser,
    about: 'what an entry says in one language',
    id: templateWordsId,
    title: 'topics-plan.form.words-title',
    fields: wordsFields,
    errorsAt: 'title',
    prepare: wordsContents,
  }),
  'entry-when': form({
    ...organiser,
    about: 'when an annual topic is held',
    id: templateId,
    title: 'topics-plan.form.when-title',
    fields: whenFields,
    errorsAt: 'sector',
    prepare: whenContents,
  }),
  'entry-remove': button({ ...organiser, about: 'takes an entry off its list', id: templateId }),
  'entry-restore': button({ ...organiser, about: 'puts an entry back on its list', id: templateId }),
  'evergreen-add': form({
    ...organiser,
    about: 'adds an evergreen question; the id is the sector',
    id: textId,
    title: 'topics-plan.form.evergreen-title',
    submit: 'topics-plan.button.add',
    fields: evergreenFields,
    errorsAt: 'sector',
    prepare: evergreenContents,
  }),
  'annual-add': form({
    ...organiser,
    about: 'adds an annual topic',
    title: 'topics-plan.form.annual-title',
    submit: 'topics-plan.button.add',
    fields: annualFields,
    errorsAt: 'sector',
    prepare: annualContents,
  }),
});
