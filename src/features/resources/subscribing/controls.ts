import { LANGUAGES } from '../../../core/language.js';
import { button, choicesField, defineControls, form } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { FEATURE } from '../names.js';
import { subscriptionContents } from './subscribe.js';

const member = { access: 'member' } as const;

export const subscribingControls = defineControls(FEATURE, {
  subscribe: form({
    ...member,
    about: 'sectors and languages of which a member wants to hear: none means all',
    title: 'resources-news.form.title',
    // The sectors are those of the settings.
    fields: {
      sectors: choicesField<string>({ label: 'resources-news.form.sectors', hint: 'resources-news.form.none' }),
      languages: choicesField({
        label: 'resources-news.form.languages',
        hint: 'resources-news.form.none',
        choices: LANGUAGES,
        choiceLabel: (code, reader) => speaker(reader).plain(`common.language.${code}`),
      }),
    },
    errorsAt: 'sectors',
    prepare: subscriptionContents,
  }),
  subscription: button({ ...member, about: 'what a member hears of' }),
  unsubscribe: button({ ...member, about: 'ends it' }),
});
