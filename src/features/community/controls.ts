import { ROLES } from '../../core/access.js';
import { NotFoundError } from '../../core/errors.js';
import type { AgendaId, MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { SELECT_OPTIONS_MAX } from '../../core/message.js';
import {
  anyone,
  dateField,
  defineControls,
  fileField,
  type IdCodec,
  lineField,
  numberId,
  organiser,
  textField,
  textId,
  timeField,
  wordId,
} from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { settingsForm } from '../../settings/index.js';
import { cleanLine, roleKey } from '../members/public.js';
import { AGENDA_VIEWS, type AgendaView, AREAS, LISTS } from './areas.js';
import { channelsFields, channelsPageId, openChannels } from './channels-form.js';
import { outageDatesField, outageDaysField } from './outage-fields.js';
import { communitySection } from './settings.js';
import { openSetup, setupFields } from './setup-form.js';

const rowId = numberId<AgendaId>(() => new NotFoundError('no such row', phrase('community.error.not-failed')));

/** A page from 0 on; anything else is the first one. */
const pageId: IdCodec<number> = {
  shape: 'a number',
  encode: (page) => page,
  decode: (text) => (/^\d{1,6}$/.test(text) ? Number(text) : 0),
};

/** A view of the agenda; anything else is what comes up. */
const viewId: IdCodec<AgendaView> = {
  shape: AGENDA_VIEWS.map((view) => `\`${view}\``).join(', '),
  encode: (view) => view,
  decode: (text) => AGENDA_VIEWS.find((known) => known === text) ?? 'upcoming',
};

/** What a list of members may be. */
const LIST_FILES = ['.csv', '.tsv', '.txt', '.xlsx', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

/** The controls of organisers' cards; docs/action-ids.md lists them. */
export const communityControls = defineControls('community', {
  setup: organiser.dynamicForm('the guided set-up', {
    open: openSetup,
    fields: setupFields,
  }),
  settings: organiser.button('all settings'),
  area: organiser.button('a part of the settings', wordId(AREAS)),
  general: settingsForm(communitySection, 'general'),
  week: settingsForm(communitySection, 'week'),
  sectors: settingsForm(communitySection, 'sectors'),
  budgets: settingsForm(communitySection, 'budgets'),
  browser: settingsForm(communitySection, 'browser'),
  channels: organiser.dynamicForm('a platform’s channels by purpose, each a name or an id', {
    id: channelsPageId,
    transaction: 'own',
    open: openChannels,
    fields: channelsFields,
  }),
  'take-up': anyone.button('makes who administers the platform’s space an organiser, while nobody is', undefined, { transaction: 'own' }),
  add: organiser.button('opens the form that adds to the list', wordId(LISTS)),
  blackout: organiser.form('adds a span of days on which nothing is planned', {
    title: 'community.blackouts.add',
    fields: {
      from: dateField({ label: 'community.form.from', required: true }),
      to: dateField({ label: 'community.form.to', hint: 'community.form.to-hint' }),
      label: lineField({ label: 'community.form.blackout-label', required: true, max: 80 }),
    },
    errorsAt: 'to',
  }),
  outage: organiser.form('adds hours without power', {
    title: 'community.outages.add',
    fields: {
      days: outageDaysField,
      dates: outageDatesField,
      start: timeField({ label: 'community.form.outage-start' }),
      end: timeField({ label: 'community.form.outage-end' }),
      warning: textField({
        label: 'community.form.warning',
        hint: 'community.form.warning-hint',
        required: true,
        max: 300,
        multiline: true,
        tidy: cleanLine,
      }),
    },
    errorsAt: 'end',
  }),
  'blackout-remove': organiser.menu('menu: the one to remove', SELECT_OPTIONS_MAX),
  'outage-remove': organiser.menu('menu: the one to remove', SELECT_OPTIONS_MAX),
  /** `members:<query>`: another page. */
  members: organiser.button('another page: `page~status~role~organisation~sector~text`, empty parts not asked for', textId),
  member: organiser.menu('menu: opens a member', SELECT_OPTIONS_MAX),
  role: organiser.choiceMenu(
    'menu: `member`, `adviser`, `organiser`',
    { choices: ROLES, choiceLabel: (role, language) => speaker(language).plainKey(roleKey(role)) },
    numberId<MemberId>(),
  ),
  'sign-out': organiser.button('ends the sessions of a member in the browser chat', numberId<MemberId>()),
  end: organiser.button('asks whether to end a member’s account of the browser chat', numberId<MemberId>()),
  'end-yes': organiser.button('ends a member’s account of the browser chat', numberId<MemberId>()),
  approve: organiser.button('approves a proposed organisation, from a member’s card', numberId<OrganisationId>()),
  refuse: organiser.button('refuses a proposed organisation, from a member’s card', numberId<OrganisationId>()),
  import: organiser.form('checks a list of members: `file`', {
    transaction: 'own',
    title: 'community.import.title',
    submit: 'community.import.check',
    fields: { file: fileField({ label: 'community.import.file', accept: LIST_FILES }) },
    errorsAt: 'file',
    prepare: async (_context, { language }) => importFormContents(language),
  }),
  template: organiser.button('an empty list of members to fill in', undefined, { transaction: 'own' }),
  /** `import-apply:<draft>`. */
  'import-apply': organiser.button('imports a file that was checked, for two hours', textId),
  agenda: organiser.button('a view of the agenda', viewId),
  retry: organiser.button('plans a failed row for now', rowId),
  arrived: organiser.button('a message held in doubt has arrived', rowId),
  'send-again': organiser.button('a message held in doubt is sent again without a look', rowId),
  go: organiser.button('lets a restored copy go on'),
  audit: organiser.button('a page of the audit log, from 0', pageId),
  'beginning-away': organiser.button('shows the first steps no more'),
});

function importFormContents(language: Language) {
  return { introduction: speaker(language)('community.import.form-text') };
}
