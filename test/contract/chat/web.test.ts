import type { ChatState, MessagesPage, MessageView } from '../../../adapters/web/protocol.js';
import { plainText } from '../../../src/core/message.js';
import { openTestStore } from '../../support/store.js';
import { webClient } from '../../support/web-client.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';
import { type ChatHarness, chatContract } from './chat-contract.js';

const PEOPLE = ['zainab', 'karwan', 'haider'] as const;

function words(message: MessageView): string {
  return message.content.type === 'text' ? message.content.text : plainText({ cards: message.content.cards });
}

function harnessOf(server: WebServer): ChatHarness {
  const identity = (user: string) => ({ platform: 'web', space: 'test', user }) as const;
  return {
    adapter: server.adapter,
    received: server.inbox.received,
    people: [identity(PEOPLE[0]), identity(PEOPLE[1]), identity(PEOPLE[2])],
    async seenBy({ user }, conversation) {
      const client = webClient(server, user);
      await client.get<ChatState>('/api/state');
      const page = await client.get<MessagesPage>(`/api/conversations/${conversation}/messages`);
      return page.messages.map(words);
    },
    async write({ user }, conversation, text) {
      await webClient(server, user).send(conversation, text);
    },
    async press({ user }, message, action, clickId) {
      await webClient(server, user).post('/api/actions', { id: clickId, message: Number(message.id), action, values: [] });
    },
    async restart() {
      await server.restart();
      return harnessOf(server);
    },
    close: () => server.close(),
  };
}

chatContract('the web', async () => harnessOf(await startWebServer({ store: await openTestStore() })));
