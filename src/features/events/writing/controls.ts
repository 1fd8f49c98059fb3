import { choicesField, defineControls, numberId, organiser, textField } from '../../../feature-api/index.js';
import { eventId, goneEvent } from '../ids.js';
import { FEATURE } from '../names.js';
import type { MessageId } from '../types.js';
import { messageContents } from './form-contents.js';

const WORDS_MAX = 1500;

/** With which organisers write to some of those who have to do with an event. */
export const writingControls = defineControls(FEATURE, {
  message: organiser.form('a message to some of those who have to do with an event: `whom`, `words`; it is shown before it is sent', {
    id: eventId,
    title: 'events-organising.message.title',
    submit: 'events-organising.message.preview',
    fields: {
      whom: choicesField({ label: 'events-organising.message.whom', required: true, max: 1 }),
      words: textField({ label: 'events-organising.message.words', max: WORDS_MAX, required: true, multiline: true }),
    },
    errorsAt: 'whom',
    prepare: messageContents,
  }),
  'message-send': organiser.button('sends a message that was shown', numberId<MessageId>(goneEvent)),
});
