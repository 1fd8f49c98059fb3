import { type Action, defineAction } from '../../core/action.js';
import { NotFoundError } from '../../core/errors.js';
import type { Language } from '../../core/language.js';
import { type Card, privately, type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import { phrase, speaker } from '../../language/index.js';
import { card, paragraph } from './cards/controls.js';
import { directCard, waitingCards } from './cards/direct.js';
import { accountsCard } from './cards/linking.js';
import type { MembersService } from './service.js';

/** Buttons about one's accounts: joining and parting them, direct messages, and what waits. */
export function accountActions(service: MembersService): readonly Action[] {
  const { linking, directs } = service;
  const define = (name: string, run: Action['run']): Action => defineAction({ feature: 'members', name, access: 'anyone', run });
  const says = (language: Language, text: Text): Card => card(language, paragraph(text));

  const choose = async (request: Request, choice: 'chosen' | 'declined'): Promise<Reply> => {
    await directs.choose(request.account, choice);
    const waiting = choice === 'chosen' ? await service.takeWaiting(request.actor) : [];
    return privately(says(request.language, speaker(request.language)(`people.direct.${choice}`)), ...waiting);
  };

  return [
    /** `link-confirm:<code>`: whoever entered the code says that it is them. */
    define('link-confirm', async ({ actor, language, account }, { id }) => {
      await linking.confirm(actor.id, codeOf(id), account.platform);
      return replacing(says(language, speaker(language)('people.link.done', { command: '/profile show' })));
    }),
    define('link-cancel', async ({ actor, language }, { id }) => {
      await linking.cancel(actor.id, codeOf(id));
      return replacing(says(language, speaker(language)('people.link.cancelled')));
    }),
    /** `unlink:<account>`. */
    define('unlink', async ({ actor, language, account }, { id }) => {
      await linking.unlink(actor.id, id);
      const said = speaker(language)('people.link.unlinked');
      const accounts = await linking.accountsOf(actor.id, account);
      return replacing(accounts.length === 0 ? says(language, said) : accountsCard(accounts, undefined, language, said));
    }),
    /** `direct:yes|no|ask`: whether to be written to directly. */
    define('direct', async (request, { id }) => {
      if (id === 'yes') return choose(request, 'chosen');
      if (id === 'no') return choose(request, 'declined');
      return privately(directCard(await directs.mayWrite(request.account), request.language));
    }),
    /** `waiting:0`, from the card in the channel: what is for the presser alone. */
    define('waiting', async (request) => {
      const cards = await service.takeWaiting(request.actor);
      return privately(...waitingCards(cards, await directs.isOpenQuestion(request.account), request.language));
    }),
  ];
}

function codeOf(id: string): number {
  if (!/^\d{1,15}$/.test(id)) throw new NotFoundError('no such code', phrase('people.link.error-gone', { command: '/profile link' }));
  return Number(id);
}
