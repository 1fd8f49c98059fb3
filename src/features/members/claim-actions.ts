import { type Action, defineAction } from '../../core/action.js';
import { NotFoundError } from '../../core/errors.js';
import { type MemberId, toId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import { phrase, speaker } from '../../language/index.js';
import { decidedCards } from './cards/organisations.js';
import type { MembersService } from './service.js';

/** `claim-yes|claim-no:<who came>.<who is on the list>`: an organiser says whether they are one person. */
export function claimActions({ claims, settings }: MembersService): readonly Action[] {
  const define = (name: string, run: Action['run']): Action => defineAction({ feature: 'members', name, access: 'organiser', run });

  /** In the organisers' channel the card changes for all of them, in the community's languages. */
  const decided = async (request: Request, said: (language: Language) => Text): Promise<Reply> => {
    if (request.conversation.kind === 'direct') return replacing(...decidedCards([request.language], said));
    const { languages } = await settings();
    return { type: 'message', visibility: 'conversation', replace: true, message: { cards: decidedCards(languages, said) } };
  };

  return [
    define('claim-yes', async (request, { id }) => {
      const { name } = await claims.join(request.actor, ...twoOf(id));
      return decided(request, (language) => speaker(language)('people.claim.joined', { who: request.actor.name, name }));
    }),
    define('claim-no', async (request, { id }) => {
      const { name } = await claims.refuse(request.actor, ...twoOf(id));
      return decided(request, (language) => speaker(language)('people.claim.refused', { who: request.actor.name, name }));
    }),
  ];
}

function twoOf(id: string): readonly [MemberId, MemberId] {
  const [came = '', listed = ''] = id.split('.');
  try {
    return [toId<MemberId>(came), toId<MemberId>(listed)];
  } catch {
    throw new NotFoundError('not two members', phrase('people.claim.gone'));
  }
}
