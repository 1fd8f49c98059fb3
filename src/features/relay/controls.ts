import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Request } from '../../core/request.js';
import { type Context, defineControls, member, numberId, textField } from '../../feature-api/index.js';
import { phrase, speaker, withoutDirectionControls } from '../../language/index.js';
import { namesOf } from './names.js';
import { assertOpen, ownRelay } from './relays.js';
import { MESSAGE_MAX, readersOf, tidyMessage } from './rules/relay.js';
import type { RelayId } from './types.js';

const relayId = numberId<RelayId>(() => new NotFoundError('not a relay', phrase('relay.error.not-yours')));

/** The controls of a relay; docs/action-ids.md lists them. */
export const relayControls = defineControls('relay', {
  accept: member.button(
    'agrees; after an exchange of contact details, goes on. For the relay’s own people; for others it does not exist',
    relayId,
  ),
  write: member.form('writes a message: `words`; like `accept`', {
    id: relayId,
    title: 'relay.form.title',
    submit: 'relay.form.send',
    fields: {
      words: textField({
        label: 'relay.form.text',
        hint: 'relay.form.hint',
        max: MESSAGE_MAX,
        multiline: true,
        required: true,
        symbolsSuffice: true,
        tooLong: (found) => phrase('relay.error.long', found),
        tidy: (text) => tidyMessage(text, withoutDirectionControls),
      }),
    },
    errorsAt: 'words',
    async prepare(context: Context, { actor, language }: Request, id: RelayId) {
      const names = namesOf(await readersIn(context, actor.id, id), language);
      return { labels: { words: speaker(language).plain('relay.form.text', { names }) } };
    },
  }),
  contact: member.button('they reach one another without the bot now; like `accept`', relayId),
  stop: member.button('ends it for good; like `accept`', relayId),
});

/** Those who would read what the member writes. Throws an `InputError` while the relay is not open. */
async function readersIn(context: Context, member: MemberId, id: RelayId) {
  const relay = await ownRelay(context, member, id);
  assertOpen(relay, member);
  return context.people.findMany(readersOf(relay, member));
}
