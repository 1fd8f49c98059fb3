import type { Guide } from '../../adapters/web/index.js';
import { directKey } from '../../adapters/web/places/conversations.js';
import { cardsOf } from '../../adapters/web/render/message.js';
import type { Engines } from '../ports/store.js';
import type { WebMessage } from '../ports/web-chat.js';
import { DEMO_PERSONAS, type DemoPersona } from './personas.js';
import { isQuestion } from './residents/behaviour.js';
import { controlsOf } from './residents/message-cards.js';

/** How many messages of a conversation are looked through for a question. */
const LOOKED_AT = 30;

const userOf = (about: DemoPersona['about']): string => {
  const found = DEMO_PERSONAS.find((persona) => persona.about === about);
  if (!found) throw new RangeError(`no persona is ${about}`);
  return found.user;
};

/** Finds what the demo's first steps show: the member's newest open match, and the question that waits for their answer. */
export function createGuide({ webChat }: Pick<Engines, 'webChat'>): Guide {
  const member = userOf('demo.persona.member');
  const asks = (message: WebMessage): boolean => message.author === null && controlsOf(cardsOf(message)).some(isQuestion);
  const spot = (message: WebMessage | undefined) => message && { conversation: message.conversation, message: message.id };
  const newestOf = (conversation: string) => webChat.messages({ conversation, user: member, limit: LOOKED_AT });

  const match = async () => {
    const talks = await webChat.talks(member);
    // A group that is put away is folded on the page: its round is over.
    const isOpen = (id: string) => talks.get(id)?.isClosed !== true;
    const groups = (await webChat.conversationsOf(member)).filter(({ id, kind }) => kind === 'group' && isOpen(id));
    const introductions = await Promise.all(groups.map(async ({ id }) => (await newestOf(id)).find(({ author }) => author === null)));
    return introductions.reduce((newest, one) => ((one?.id ?? 0) > (newest?.id ?? 0) ? one : newest), undefined);
  };
  const question = async () => {
    const direct = await webChat.conversationByKey(directKey(member));
    return (direct && (await newestOf(direct.id)).findLast(asks)) ?? (await match());
  };

  return {
    member,
    organiser: userOf('demo.persona.organiser'),
    find: async (what) => spot(await (what === 'match' ? match() : question())),
  };
}
