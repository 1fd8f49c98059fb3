import { privately } from '../../core/message.js';
import { handleControls } from '../../feature-api/index.js';
import { acceptRelay } from './accept.js';
import { carriedCard, doneCard, standingCard } from './cards/relay.js';
import { relayControls } from './controls.js';
import { endByContact, stopRelay } from './end.js';
import { othersIn } from './relays.js';
import { writeMessage } from './write.js';

export const relayHandlers = handleControls(relayControls, {
  async accept(context, { actor, language }, { id }) {
    const relay = await acceptRelay(context, actor.id, id);
    return privately(standingCard(relay, actor.id, await othersIn(context, relay, actor.id), language));
  },
  async write(context, { actor, language }, { id, values }) {
    const readers = await writeMessage(context, actor.id, id, values.words);
    return privately(carriedCard(id, await context.people.findMany(readers), language));
  },
  async contact(context, { actor, language }, { id }) {
    await endByContact(context, actor.id, id);
    return privately(doneCard('contact', language));
  },
  async stop(context, { actor, language }, { id }) {
    await stopRelay(context, actor.id, id);
    return privately(doneCard('stopped', language));
  },
});
