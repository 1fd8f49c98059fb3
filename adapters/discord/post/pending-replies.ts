import { type MemberId, toId } from '../../../src/core/ids.js';
import type { Block, Card, Form, Reply } from '../../../src/core/message.js';
import { privately } from '../../../src/core/message.js';
import type { Text } from '../../../src/core/text.js';
import { speaker } from '../../../src/language/index.js';
import type { CommunityCards } from '../render/community-cards.js';
import type { TokenStore } from './token-store.js';

/** What waits until a person presses a button: an answer that came too late, or a form that could not open by itself. */
export interface PendingReply {
  readonly user: string;
  readonly reply: Reply;
}

export type MessageReply = Reply & { type: 'message' };

/** The adapter's own action: `discord:open:<token>`. */
export const OPEN = 'discord:open';

/** Stands for the one person whom a card of the adapter mentions; the post gives their account. */
export const MENTIONED = toId<MemberId>(1);

/** Cards with a button that shows what is pending. */
export interface PendingReplies {
  /**
   * A private card whose button opens a form.
   *
   * @param before Texts that stand on the card, because the form has no room for them.
   * @param label The key of the button's label.
   */
  formCard(user: string, form: Form, before: readonly Text[], label?: 'discord.form.open' | 'discord.form.again'): MessageReply;
  /** Cards that mention the person (`MENTIONED`), and whose button shows them their answer. */
  readyCards(user: string, reply: Reply): Promise<readonly Card[]>;
  /** What is pending under a token; `undefined` if it is unknown or its time is over. */
  get(token: string): PendingReply | undefined;
}

export function createPendingReplies(store: TokenStore<PendingReply>, communityCards: CommunityCards): PendingReplies {
  return {
    formCard(user, form, before, label = 'discord.form.open') {
      const say = speaker(form.language);
      const texts = before.length === 0 ? [say('discord.form.ready')] : before;
      const blocks: readonly Block[] = [
        { type: 'heading', text: [form.title] },
        ...texts.map((text) => ({ type: 'paragraph' as const, text })),
        openButton(store.add({ user, reply: { type: 'form', form } }), say.plain(label)),
      ];
      return privately({ language: form.language, blocks }) as MessageReply;
    },

    async readyCards(user, reply) {
      const token = store.add({ user, reply });
      const person = { type: 'mention', member: MENTIONED, name: '…' } as const;
      const cards = await communityCards((say) => [{ type: 'paragraph', text: say('discord.answer.ready', { person }) }]);
      const labels = new Set(cards.map(({ language }) => speaker(language).plain('discord.answer.show')));
      // One button serves all languages, so it stands on the last card only.
      return cards.map((card, index) =>
        index < cards.length - 1 ? card : { ...card, blocks: [...card.blocks, openButton(token, [...labels].join(' · '))] },
      );
    },

    get: store.get,
  };
}

function openButton(token: string, label: string): Block {
  return { type: 'actions', controls: [{ type: 'button', action: `${OPEN}:${token}`, label, style: 'primary' }] };
}
