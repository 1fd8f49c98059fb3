import { type Action, defineAction, defineForm, type FormHandler } from '../../core/action.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import { type RelayId, toId } from '../../core/ids.js';
import { privately } from '../../core/message.js';
import { plain } from '../../core/text.js';
import { phrase, speaker } from '../../language/index.js';
import { carriedCard, doneCard, FEATURE, relayCard, writeForm } from './cards.js';
import { readersOf, standingOf } from './rules.js';
import type { RelayService } from './service.js';

function relayId(value: string): RelayId {
  try {
    return toId<RelayId>(value);
  } catch {
    throw new NotFoundError('not a relay', phrase('relay.error.not-yours'));
  }
}

/** The buttons of a relay; docs/action-ids.md lists them. */
export function relayActions(service: RelayService): readonly Action[] {
  const define = (name: string, run: Action['run']): Action => defineAction({ feature: FEATURE, name, access: 'member', run });
  return [
    define('accept', async ({ actor, language }, { id }) => {
      await service.accept(actor.id, relayId(id));
      const { relay, others } = await service.view(actor.id, relayId(id));
      return privately(relayCard(relay, actor.id, others, language));
    }),
    define('write', async ({ actor, language }, { id }) => {
      const { relay, others } = await service.view(actor.id, relayId(id));
      const standing = standingOf(relay, actor.id);
      if (standing === 'ended') throw new InputError('the relay is over', phrase('relay.error.over'));
      if (standing !== 'open') throw new InputError('not open yet', phrase('relay.error.not-open'));
      const readers = readersOf(relay, actor.id);
      return {
        type: 'form',
        form: writeForm(
          relay.id,
          others.filter((other) => readers.includes(other.id)),
          language,
        ),
      };
    }),
    define('contact', async ({ actor, language }, { id }) => {
      await service.exchanged(actor.id, relayId(id));
      return privately(doneCard('contact', language));
    }),
    define('stop', async ({ actor, language }, { id }) => {
      await service.stop(actor.id, relayId(id));
      return privately(doneCard('stopped', language));
    }),
  ];
}

export function relayForms(service: RelayService): readonly FormHandler[] {
  return [
    defineForm({
      feature: FEATURE,
      name: 'write',
      access: 'member',
      async run({ actor, language }, { id, values }) {
        const { words } = values;
        try {
          const readers = await service.write(actor.id, relayId(id), typeof words === 'string' ? words : '');
          const { others } = await service.view(actor.id, relayId(id));
          return privately(
            carriedCard(
              relayId(id),
              others.filter((other) => readers.includes(other.id)),
              language,
            ),
          );
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          return { type: 'form-errors', errors: { words: plain(speaker(language).phrase(error.humanError)) } };
        }
      },
    }),
  ];
}
