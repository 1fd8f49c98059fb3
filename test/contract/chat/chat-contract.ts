import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import { toId } from '../../../src/core/ids.js';
import type { Message } from '../../../src/core/message.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import { asksContract } from './asks.js';
import { filesContract } from './files.js';
import { formsContract } from './forms.js';
import { type ChatHarness, type Now, none, say } from './harness.js';
import { placesContract } from './places.js';
import { threadsContract } from './threads.js';

/** Every chat adapter passes this suite. */
export function chatContract(platform: string, open: () => Promise<ChatHarness>): void {
  describe(`the chat port on ${platform}`, () => {
    let harness: ChatHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());
    const now: Now = {
      get harness() {
        return harness;
      },
      set harness(next) {
        harness = next;
      },
    };

    it('opens one direct conversation with a person, and posts there', async () => {
      const [person, other] = harness.people;
      const direct = await harness.adapter.openDirect(person);
      expect(direct.kind).toBe('direct');
      expect(await harness.adapter.openDirect(person)).toEqual(direct);
      await harness.adapter.post(direct, say('Good morning'), { key: 'k1', ...none });
      expect(await harness.seenBy(person, direct.id)).toEqual(['Good morning']);
      await expect(harness.seenBy(other, direct.id)).rejects.toThrow();
    });

    it('sends without receiving once it was opened only', async () => {
      const [person] = harness.people;
      await harness.adapter.stop();
      expect(harness.adapter.connected()).toBe(false);
      await harness.adapter.open();
      expect(harness.adapter.connected()).toBe(true);
      const direct = await harness.adapter.openDirect(person);
      const sent = await harness.adapter.post(direct, say('Good evening'), { key: 'k2', ...none });
      expect(await harness.adapter.find(direct, 'k2')).toEqual(sent);
      const general = await harness.adapter.channel('general');
      if (!general) throw new Error('no channel');
      await harness.adapter.post(general, say('Good evening, all'), { key: 'k3', ...none });
      harness = await harness.restart();
      expect(await harness.seenBy(person, general.id)).toEqual(['Good evening, all']);
    });

    it('opens one group for one key, also after a restart, for its people alone', async ({ skip }) => {
      if (!harness.adapter.capabilities.privateGroups) return skip('it has no private groups');
      const [a, b, stranger] = harness.people;
      const first = await harness.adapter.openGroup('coffee:1', [a, b], 'Coffee');
      const [second, third] = await Promise.all([
        harness.adapter.openGroup('coffee:1', [a, b], 'Coffee'),
        harness.adapter.openGroup('coffee:2', [a, b], 'Coffee'),
      ]);
      expect(second).toEqual(first);
      expect(third.id).not.toBe(first.id);
      harness = await harness.restart();
      expect(await harness.adapter.openGroup('coffee:1', [a, b], 'Coffee')).toEqual(first);
      await expect(harness.seenBy(stranger, first.id)).rejects.toThrow();
    });

    it('has a channel for the community', async () => {
      const general = await harness.adapter.channel('general');
      expect(general?.kind).toBe('channel');
      if (!general) return;
      await harness.adapter.post(general, say('To all'), { key: 'c1', ...none });
      for (const person of harness.people) expect(await harness.seenBy(person, general.id)).toEqual(['To all']);
    });

    it('posts a key once, however often and after whatever restart it is asked to', async () => {
      const [person] = harness.people;
      const direct = await harness.adapter.openDirect(person);
      const posts = await Promise.all([1, 2, 3].map(() => harness.adapter.post(direct, say('Once'), { key: 'same', ...none })));
      expect(new Set(posts.map(({ id }) => id)).size).toBe(1);
      harness = await harness.restart();
      const again = await harness.adapter.post(direct, say('Once'), { key: 'same', ...none });
      expect(again.id).toBe(posts[0]?.id);
      expect(await harness.seenBy(person, direct.id)).toEqual(['Once']);
    });

    it('finds a message by its key, and nothing by another', async () => {
      const direct = await harness.adapter.openDirect(harness.people[0]);
      const posted = await harness.adapter.post(direct, say('Find me'), { key: 'find-me', ...none });
      expect((await harness.adapter.find(direct, 'find-me'))?.id).toBe(posted.id);
      expect(await harness.adapter.find(direct, 'find-nobody')).toBeUndefined();
    });

    it('keeps the order of messages', async () => {
      const [person] = harness.people;
      const direct = await harness.adapter.openDirect(person);
      const texts = Array.from({ length: 12 }, (_, index) => `message ${index}`);
      for (const text of texts) await harness.adapter.post(direct, say(text), { key: text, ...none });
      expect(await harness.seenBy(person, direct.id)).toEqual(texts);
    });

    it('changes a message of its own', async () => {
      const [person] = harness.people;
      const direct = await harness.adapter.openDirect(person);
      const posted = await harness.adapter.post(direct, say('Before'), { key: 'change', ...none });
      await harness.adapter.update(posted, say('After'), none);
      expect(await harness.seenBy(person, direct.id)).toEqual(['After']);
    });

    it('deletes a message of its own, and once more without harm', async () => {
      const [person] = harness.people;
      const direct = await harness.adapter.openDirect(person);
      const posted = await harness.adapter.post(direct, say('A mistake'), { key: 'remove', ...none });
      await harness.adapter.post(direct, say('All right'), { key: 'stay', ...none });
      await harness.adapter.remove(posted);
      await harness.adapter.remove(posted);
      expect(await harness.seenBy(person, direct.id)).toEqual(['All right']);
    });

    it('says what an error means for another try', async () => {
      const direct = await harness.adapter.openDirect(harness.people[0]);
      const nowhere = { ...direct, id: 'nowhere' };
      const failure = await harness.adapter.post(nowhere, say('x'), { key: 'n', ...none }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(DeliveryError);
      expect((failure as DeliveryError).outcome).toBe('unreachable');
      const huge = say('x'.repeat(500_000));
      const refused = await harness.adapter.post(direct, huge, { key: 'h', ...none }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DeliveryError);
      expect((refused as DeliveryError).outcome).toBe('refused');
    });

    it('shows what people wrote literally', async () => {
      const [person] = harness.people;
      const direct = await harness.adapter.openDirect(person);
      const text = '<script>alert(1)</script> @everyone <!channel> *bold* \u202eevil';
      const quoted = (words: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'quote', text: [words] }] }] });
      const posted = await harness.adapter.post(direct, quoted(text), { key: 'literal', ...none });
      expect((await harness.seenBy(person, direct.id)).join()).toContain('@everyone <!channel> *bold*');
      await harness.adapter.update(posted, quoted(`${text} @here [x](https://e.vil)`), none);
      expect((await harness.seenBy(person, direct.id)).join()).toContain('@everyone <!channel> *bold*');
      expect((await harness.seenBy(person, direct.id)).join()).toContain('@here [x](https://e.vil)');
    });

    it('names the people mentioned', async () => {
      const [person] = harness.people;
      const member = toId<MemberId>(41);
      const direct = await harness.adapter.openDirect(person);
      const message: Message = {
        cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: ['Hello ', { type: 'mention', member, name: 'Salma' }] }] }],
      };
      await harness.adapter.post(direct, message, { key: 'mention', mentions: new Map([[member, person]]) });
      expect((await harness.seenBy(person, direct.id)).join()).toContain('Salma');
    });

    asksContract(now);
    formsContract(now);
    filesContract(now);
    placesContract(now);
    threadsContract(now);
  });
}
