import { InteractionType as Kind } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/core/language.js';
import { type Card, type Form, privately, type Reply, replacing } from '../../src/core/message.js';
import { toLocalDate, toLocalTime } from '../../src/core/time.js';
import { languageCard } from '../../src/features/members/cards/profile.js';
import { speaker } from '../../src/language/index.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { type FakeInteraction, type FakeMessage, type Person, requests } from '../support/discord/index.js';
import { type Modal, shownComponents, shownModal } from '../support/discord/shown.js';
import { blackoutForm, importForm, outageForm } from '../support/gallery/forms.js';
import { unseenWords } from '../support/own-words.js';

/**
 * The cards that Discord's adapter makes by itself, as they went over the wire to the fake, which refuses what Discord
 * refuses. `npx vitest run test/golden -u` writes the pages anew: read them then.
 */
describe('what Discord’s adapter says by itself', () => {
  let harness: DiscordHarness;
  /** Discord is told at once that an answer will come. */
  let hurried = false;
  const pages = new Map<string, string>();

  beforeAll(async () => {
    harness = await startDiscord({
      timer: {
        set: (work: () => void) => setTimeout(work, hurried ? 1 : 60_000),
        clear: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
      },
    });
  });
  afterAll(() => harness.close());

  const nameOf = (user: string): string => harness.discord.world.users.get(user)?.global_name ?? user;
  const shown = ({ message, onlyFor, pings }: FakeMessage): string => {
    for (const ping of pings) expect(ping).toMatchObject({ everyone: false, roles: [] });
    const readers = onlyFor === null ? 'everyone there' : `${nameOf(onlyFor)} alone`;
    const pinged = pings.flatMap(({ users }) => users.map(nameOf)).join(', ');
    return `(seen by ${readers}${pinged === '' ? '' : `, pings ${pinged}`})\n${shownComponents(message.components, nameOf)}`;
  };
  const hang = (reader: Language | 'all', name: string, seen: FakeMessage | string): void => {
    expect(pages.has(`${reader} · ${name}`)).toBe(false);
    pages.set(`${reader} · ${name}`, typeof seen === 'string' ? seen : shown(seen));
  };

  const answered = async (interaction: FakeInteraction): Promise<FakeInteraction> => {
    await harness.discord.until(() => interaction.answer !== undefined);
    return interaction;
  };
  const original = async (interaction: FakeInteraction): Promise<FakeMessage> => {
    await harness.discord.until(() => interaction.original !== null);
    return interaction.original ?? never();
  };
  const buttonOf = (message: FakeMessage): string =>
    /"custom_id":"(discord:open[^"]+)"/.exec(JSON.stringify(message.message.components))?.[1] ?? never();
  const open = (form: Form, person: Person = harness.zainab): Promise<FakeInteraction> => {
    harness.inbox.answer(() => ({ type: 'form', form }));
    return answered(person.command('profile', 'edit'));
  };
  /** What a person is answered whom Discord has been told to wait. */
  const late = async (reply: Reply, person: Person = harness.zainab): Promise<FakeInteraction> => {
    let give: (reply: Reply) => void = () => undefined;
    harness.inbox.answer(() => new Promise<Reply>((resolve) => (give = resolve)));
    hurried = true;
    const asked = await answered(person.command('profile', 'edit'));
    hurried = false;
    await harness.discord.until(() => harness.inbox.received.commands.some(({ eventId }) => eventId.endsWith(asked.id)));
    give(reply);
    return asked;
  };
  const errorsIn = (language: Language): Reply => {
    const say = speaker(language);
    return { type: 'form-errors', errors: { '': say.plain('settings.error.value'), to: say.plain('community.error.span') } };
  };
  const wedding = { from: toLocalDate('2026-12-06'), to: toLocalDate('2026-12-01'), label: 'Eid' };

  it.each(LANGUAGES)('to a reader of %s', async (language) => {
    const form = blackoutForm(language);
    hang(language, 'a form that came too late to open by itself', await original(await late({ type: 'form', form })));

    let opened = await open(form);
    const unread = await original(await answered(harness.zainab.submit(opened, { from: 'tomorrow', to: '1.12', label: 'Eid' })));
    hang(language, 'days that can’t be read', unread);
    const again = await answered(harness.zainab.press(unread, buttonOf(unread)));
    hang(language, 'and the form again', shownModal(again.modal as unknown as Modal));

    opened = await open(outageForm(language));
    const powerCut = { days: ['sun'], start: 'two', end: toLocalTime('16:00'), warning: '☕' };
    const hours = await original(await answered(harness.zainab.submit(opened, powerCut)));
    hang(language, 'hours that can’t be read', hours);
    const once = await answered(harness.zainab.press(hours, buttonOf(hours)));
    hang(language, 'and that form again', shownModal(once.modal as unknown as Modal));

    opened = await open(form);
    harness.inbox.answer(() => errorsIn(language));
    hang(language, 'what is wrong in a form', await original(await answered(harness.zainab.submit(opened, wedding))));

    opened = await open(form);
    harness.inbox.answer(() => ({ type: 'form', form }));
    hang(language, 'a form after a form', await original(await answered(harness.zainab.submit(opened, wedding))));

    const asked = await answered(await ask(privately(languageCard(language))));
    harness.inbox.answer(() => replacing(tooLong(language)));
    const pressed = await answered(harness.zainab.press(await original(asked), 'members:language:en'));
    hang(language, 'more than one message holds', await original(pressed));
    expect([...pages.values()].filter((page) => page.startsWith('(seen by everyone'))).toEqual([]);
  });

  const ask = async (reply: Reply): Promise<FakeInteraction> => {
    harness.inbox.answer(() => reply);
    return harness.zainab.command('profile', 'edit');
  };

  it('to everyone, in all languages of the community', async () => {
    const { zainab, karwan, channels, discord, clock } = harness;
    const openly: Reply = { type: 'message', message: { cards: [languageCard('en')] }, visibility: 'conversation' };
    hang('all', 'the answer stands in the conversation', await original(await late(openly)));

    harness.inbox.answer(() => {
      clock.advance(3_100);
      return privately(languageCard('en'));
    });
    zainab.command('coffee', 'join');
    const isReady = ({ onlyFor, pings }: FakeMessage): boolean => onlyFor === null && pings.some(({ users }) => users.length > 0);
    await discord.until(() => channels.general.messages.some(isReady));
    const ready = channels.general.messages.find(isReady) ?? never();
    hang('all', 'an answer is ready', ready);
    hang('all', 'the button of another', await original(await answered(karwan.press(ready, buttonOf(ready)))));

    const [upload, other] = [await open(importForm('en')), await open(importForm('en'), karwan)];
    const file = { name: 'members.csv', mediaType: 'text/csv', bytes: new Uint8Array(11 * 1024 * 1024) };
    hang('all', 'a file too large', await original(await answered(zainab.submit(upload, { file }))));
    const lost = karwan.submit(other, { file: { ...file, bytes: new Uint8Array(1) } });
    discord.world.files.clear();
    hang('all', 'a file that could not be fetched', await original(await answered(lost)));

    discord.faults.next(requests('POST', /callback$/), {
      type: 'status',
      status: 400,
      body: { code: 50035, message: 'Invalid Form Body' },
    });
    hang('all', 'an answer that Discord refused', await original(await answered(await ask(privately(languageCard('en'))))));

    const elsewhere = discord.interactions.start({
      kind: Kind.ApplicationCommand,
      user: zainab.id,
      channel: channels.general,
      guild: '700000000000000009',
      data: { id: '1', name: 'profile', type: 1, options: [{ type: 1, name: 'edit' }] },
    });
    hang('all', 'another server', await original(await answered(elsewhere)));

    const readers = { en: zainab, ar: harness.haider, ckb: karwan } as const;
    const opened = new Map<Language, FakeInteraction>();
    for (const language of LANGUAGES) opened.set(language, await open(blackoutForm(language), readers[language]));
    await harness.restart();
    hang('all', 'a button from before a restart', await original(await answered(zainab.press(ready, buttonOf(ready)))));
    for (const language of LANGUAGES) {
      harness.inbox.answer(() => errorsIn(language));
      const submitted = await answered(readers[language].submit(opened.get(language) ?? never(), wedding));
      hang(language, 'what is wrong in a form from before a restart', await original(submitted));
    }

    const direct = karwan.direct();
    karwan.leave();
    await discord.until(() => harness.inbox.received.leaves.length === 1);
    hang('all', 'who is no member', await original(await answered(karwan.command('coffee', 'join', {}, direct))));
  });

  it('is what somebody has read, and all that it can say', async () => {
    const order = ['all', ...LANGUAGES];
    const all = order.flatMap((reader) => [...pages].filter(([title]) => title.startsWith(`${reader} · `)));
    const text = all.map(([title, page]) => `=== ${title}\n${page}\n`).join('\n');
    await expect(text).toMatchFileSnapshot('./discord/own.txt');
    // What organisers are told of hangs among the problems; what is printed at the setup is no card.
    for (const language of LANGUAGES) expect(unseenWords('discord', language, text, /^(problem|recovery|setup)\./)).toEqual([]);
  });
});

function tooLong(language: Language): Card {
  const { blocks } = languageCard(language);
  const text = Array.from({ length: 1_500 }, (_, index) => `word${index}`).join(' ');
  return { language, blocks: [{ type: 'paragraph', text: [text] }, ...blocks.filter(({ type }) => type === 'actions')] };
}

function never(): never {
  throw new Error('this is not there');
}
