import { readInteger } from '../../../core/written.js';
import {
  choiceField,
  dateField,
  defineControls,
  dottedId,
  mappedField,
  member,
  organiser,
  textField,
  wordId,
} from '../../../feature-api/index.js';
import { phrase, wordsOf } from '../../../language/index.js';
import { eventId, goneEvent, seenId } from '../ids.js';
import { reasonFields } from '../making/fields.js';
import { FEATURE } from '../names.js';
import { REPEATS } from '../recurrence.js';
import { registerId } from '../registration/ids.js';
import { openRegister, registerFields } from '../registration/question-forms.js';
import { ATTENDS, type Attends, type EventId } from '../types.js';

const TIMES_MAX = 366;
const RULE_MAX = 200;

export const repeatFields = {
  every: choiceField({ label: 'events-series.form.every', choices: REPEATS, choiceLabel: wordsOf('events-series.every') }),
  until: dateField({ label: 'events-series.form.until', hint: 'events-series.form.until-hint' }),
  times: mappedField(
    textField({ label: 'events-series.form.times', hint: 'events-series.form.times-hint', max: 4 }),
    (text) => {
      if (text === '') return { value: undefined };
      const value = readInteger(text);
      return value !== undefined && value >= 2 && value <= TIMES_MAX
        ? { value }
        : { error: phrase('common.error.number', { min: 2, max: TIMES_MAX }) };
    },
    (value) => (value === undefined ? '' : String(value)),
  ),
  rule: textField({ label: 'events-series.form.rule', hint: 'events-series.form.rule-hint', max: RULE_MAX }),
};

/** With which events recur, and members come to all of them. */
export const seriesControls = defineControls(FEATURE, {
  repeat: organiser.form('a draft recurs; the other events are made once it is announced', {
    id: seenId,
    title: 'events-series.form.title',
    fields: repeatFields,
    errorsAt: 'rule',
    transaction: 'own',
  }),
  'repeat-not': organiser.button('a draft takes place once after all', seenId),
  'series-apply': organiser.button('what was changed of this event holds for the later ones too', seenId),
  'series-apply-yes': organiser.button('the same, also where later events then have fewer places than people who have one', seenId),
  'series-end': organiser.form('calls off this event and all later ones of its series: `reason`, which everyone registered reads', {
    id: seenId,
    title: 'events-series.form.end-title',
    submit: 'events-series.button.end',
    fields: reasonFields,
    errorsAt: 'reason',
  }),
  'series-join': member.button(
    'registers for this event and all later ones of its series',
    dottedId<{ readonly event: EventId; readonly attends: Attends }>({ event: eventId, attends: wordId(ATTENDS, goneEvent) }),
  ),
  'series-register': member.dynamicForm('answers the questions once, and registers for this event and all later ones of its series', {
    id: registerId,
    open: openRegister,
    fields: registerFields,
  }),
  'series-leave': member.button('no longer comes to the whole series', eventId),
});
