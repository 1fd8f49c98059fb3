import { vi } from 'vitest';
import { type SlackHouse, startSlackHouse } from '../../support/slack/index.js';
import { createPerson } from '../../support/slack/people.js';
import { type ChatHarness, chatContract } from './chat-contract.js';

const PEOPLE = ['U0ZAINAB1', 'U0KARWAN1', 'U0HAIDER1'] as const;

function words(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function harnessOf(house: SlackHouse): ChatHarness {
  const { slack, inbox } = house;
  const { received } = inbox;
  const identity = (user: string) => ({ platform: 'slack', space: slack.team, user }) as const;
  const seen = (): number => received.commands.length + received.actions.length + received.messages.length;
  /** Slack acknowledges before we work: waits until the inbox has it. */
  const arrived = async (before: number): Promise<void> => {
    await vi.waitFor(
      () => {
        if (seen() <= before) throw new Error('not yet');
      },
      { interval: 2, timeout: 5_000 },
    );
  };
  return {
    adapter: house.adapter,
    received,
    people: [identity(PEOPLE[0]), identity(PEOPLE[1]), identity(PEOPLE[2])],
    async seenBy({ user }, conversation) {
      if (!slack.channels.get(conversation)?.members.has(user)) throw new Error(`${user} can't see ${conversation}`);
      return slack.visible(conversation, user).map(({ text }) => words(text));
    },
    async write({ user }, conversation, text) {
      const before = seen();
      const person = createPerson(slack, user);
      await (text.startsWith('/') ? person.command(conversation, text) : person.say(conversation, text));
      await arrived(before);
    },
    async press({ user }, ref, action, clickId) {
      const message = slack.messages.find(({ ts }) => ts === ref.id);
      if (!message) throw new Error('no such message');
      const known = received.actions.some((event) => event.eventId === `slack:${clickId}`);
      const before = seen();
      await createPerson(slack, user).click(message, action, clickId);
      if (!known) await arrived(before).catch(() => {});
    },
    async restart() {
      await house.restart();
      return harnessOf(house);
    },
    close: () => house.close(),
  };
}

chatContract('Slack, over Socket Mode', async () => harnessOf(await startSlackHouse()));
chatContract('Slack, over HTTP', async () => harnessOf(await startSlackHouse({ mode: 'http' })));
