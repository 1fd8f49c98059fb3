import { LANGUAGES } from '../../../core/language.js';
import { choicesField, defineControls, member } from '../../../feature-api/index.js';
import { wordsOf } from '../../../language/index.js';
import { FEATURE } from '../names.js';
import { subscriptionContents } from './subscribe.js';

export const subscribingControls = defineControls(FEATURE, {
  subscribe: member.form('sectors and languages of which a member wants to hear: none means all', {
    title: 'resources-news.form.title',
    // The sectors are those of the settings.
    fields: {
      sectors: choicesField<string>({ label: 'resources-news.form.sectors', hint: 'resources-news.form.none' }),
      languages: choicesField({
        label: 'resources-news.form.languages',
        hint: 'resources-news.form.none',
        choices: LANGUAGES,
        choiceLabel: wordsOf('common.language'),
      }),
    },
    errorsAt: 'sectors',
    prepare: subscriptionContents,
  }),
  subscription: member.button('what a member hears of'),
  unsubscribe: member.button('ends it'),
});
