import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wordsInstead } from '../../adapters/slack/post/removals.js';
import { coffeeCommand } from '../../commands/coffee.js';
import { communityCommand } from '../../commands/community.js';
import { profileCommand } from '../../commands/profile.js';
import { LANGUAGES, type Language } from '../../src/core/language.js';
import { type Attachment, type Card, type Form, type Message, privately, type Reply, replacing } from '../../src/core/message.js';
import { toLocalDate } from '../../src/core/time.js';
import { homeCards } from '../../src/dispatch/home.js';
import { homeProfileCard } from '../../src/features/members/cards/home.js';
import { languageCard } from '../../src/features/members/cards/profile.js';
import { speaker } from '../../src/language/index.js';
import { blackoutForm, importForm } from '../support/gallery/forms.js';
import { settings, tigris, zainab as zainabsProfile } from '../support/gallery/people.js';
import { unseenWords } from '../support/own-words.js';
import { asList } from '../support/slack/blocks.js';
import { pingsIn, type SlackHouse, startSlackHouse } from '../support/slack/index.js';
import { shownBlocks, shownView } from '../support/slack/shown.js';
import type { FakeMessage } from '../support/slack/workspace.js';

const COMMANDS = [profileCommand, coffeeCommand, communityCommand];

/**
 * The cards and dialogs that Slack's adapter makes by itself, as they went over the wire to the fake, which refuses what
 * Slack refuses. `npx vitest run test/golden -u` writes the pages anew: read them then.
 */
describe('what Slack’s adapter says by itself', () => {
  let house: SlackHouse;
  let reader: Language = 'en';
  let home: Message = { cards: [] };
  const pages = new Map<string, string>();

  beforeAll(async () => {
    house = await startSlackHouse({
      adapter: { commands: COMMANDS, languageOf: async () => reader, home: async () => home, timing: { formAnswerMs: 500 } },
    });
  });
  afterEach(() => expect(house.logger.lines.filter(({ level }) => level === 'error')).toEqual([]));
  afterAll(() => house.close());

  const hang = (name: string, page: string): void => {
    const title = `${reader} · ${name}`;
    expect(pages.has(title)).toBe(false);
    pages.set(title, page);
  };
  const nameOf = (user: string): string => house.slack.users.get(user)?.realName ?? user;
  const shown = ({ text, blocks, onlyFor, channel, files }: FakeMessage): string => {
    expect(pingsIn({ text, blocks })).toEqual([]);
    const direct = house.slack.channels.get(channel)?.kind === 'im';
    const readers = onlyFor === undefined ? (direct ? 'directly' : 'seen by everyone there') : `seen by ${nameOf(onlyFor)} alone`;
    return [`(${readers})`, ...(blocks.length > 0 ? [shownBlocks(blocks, nameOf)] : []), ...files.map(({ name }) => `(file ${name})`)].join(
      '\n',
    );
  };
  const dialog = (): string => shownView(house.zainab.dialog()?.view ?? never(), nameOf);
  /** What is seen next in a channel, after what has been seen there. */
  const next = async (work: () => Promise<unknown>, channel = house.channels.coffee): Promise<FakeMessage> => {
    const before = new Set(house.zainab.sees(channel).map(({ ts }) => ts));
    await work();
    return house.zainab.waitFor(channel, ({ ts }) => !before.has(ts));
  };
  const command = (text = '/profile show') => house.zainab.command(house.channels.coffee, text);
  const open = async (form: Form): Promise<void> => {
    house.zainab.closeDialog();
    house.inbox.answer(() => ({ type: 'form', form }));
    await command();
    await house.slack.until(() => house.zainab.dialog());
  };
  /** The dialog shows something else. */
  const answered = async (work: () => void): Promise<void> => {
    const before = dialog();
    work();
    await house.slack.until(() => dialog() !== before);
  };
  const button = (message: FakeMessage): string => /slack:open:[\w-]+/.exec(JSON.stringify(message.blocks))?.[0] ?? never();
  const errors = (...fields: readonly string[]): Reply => {
    const text = speaker(reader).plain('community.error.span');
    const whole = speaker(reader).plain('settings.error.value');
    return { type: 'form-errors', errors: Object.fromEntries(fields.map((field) => [field, field === '' ? whole : text])) };
  };
  const feast = { from: toLocalDate('2026-12-06'), to: toLocalDate('2026-12-01'), label: 'Eid' };

  it.each(LANGUAGES)('about forms, to a reader of %s', async (language) => {
    reader = language;
    const { inbox, slack, clock, zainab } = house;
    const form = blackoutForm(language);
    zainab.closeDialog();
    const acknowledged = slack.acks.length;
    inbox.answer(async () => {
      await slack.until(() => slack.acks.length > acknowledged);
      clock.advance(4_000);
      return { type: 'form', form };
    });
    const waiting = await next(command);
    hang('a form that came too late to open by itself', shown(waiting));
    clock.advance(31 * 60_000);
    hang('a form that has waited for too long', shown(await next(() => zainab.click(waiting, button(waiting)))));

    await open(form);
    inbox.answer(() => errors('', 'to'));
    await zainab.submit(feast);
    hang('what is wrong in a form', dialog());

    await open(form);
    let give: (reply: Reply) => void = never;
    inbox.answer(() => new Promise<Reply>((resolve) => (give = resolve)));
    await zainab.submit(feast);
    hang('a form whose answer takes a moment', dialog());
    await answered(() => give(errors('to')));
    hang('what is wrong in a form, after that moment', dialog());
    await zainab.submit(feast);
    await answered(() => give({ type: 'none' }));
    hang('a form that was taken after that moment', dialog());

    await open(importForm(language));
    const file = { name: 'members.csv', mimetype: 'text/csv', bytes: new Uint8Array(11 * 1024 * 1024) };
    hang('a file too large', Object.values(await zainab.submit({ file: { file } })).join('\n'));
    slack.fail('download', { type: 'drop' });
    const unread = await zainab.submit({ file: { file: { ...file, bytes: new Uint8Array(2_000) } } });
    hang('a file that could not be read', Object.values(unread).join('\n'));
  });

  it.each(LANGUAGES)('in place of a message that it may not delete yet, to a reader of %s', async (language) => {
    reader = language;
    const page = shownBlocks((await wordsInstead(async () => [language])).blocks);
    hang('a message that was removed', page);
    expect(page).toContain(speaker(language).plain('slack.removed'));
  });

  it.each(LANGUAGES)('about long and private answers, to a reader of %s', async (language) => {
    reader = language;
    const { inbox, adapter, slack, zainab } = house;
    const own = await adapter.openDirect({ platform: 'slack', space: slack.team, user: zainab.id });
    const file: Attachment = { name: 'profile.json', mediaType: 'application/json', bytes: new TextEncoder().encode('{}') };
    inbox.answer(() => ({ type: 'message', message: { cards: [languageCard(language)], files: [file] }, visibility: 'private' }));
    hang('a private file was asked for in a channel', shown(await next(command)));
    inbox.answer(() => privately(...Array.from({ length: 30 }, () => tooLong(language)), languageCard(language)));
    const before = zainab.sees(own.id).length;
    await next(command);
    const whole = zainab.sees(own.id).slice(before);
    hang(
      'more than messages hold (its end)',
      whole.map((message) => shown({ ...message, blocks: message.blocks.slice(-2) })).join('\n· · ·\n'),
    );
    inbox.answer(() => errors('', 'to'));
    hang('what is wrong, where there is no form', shown(await next(command)));
    expect([...pages.values()].filter((page) => page.startsWith('(seen by everyone'))).toEqual([]);
  });

  it.each(LANGUAGES)('on the home tab, to a reader of %s', async (language) => {
    reader = language;
    const { inbox, slack, zainab } = house;
    const profile = homeProfileCard({ member: zainabsProfile, organisation: tigris }, language);
    const page = (): readonly unknown[] => asList(slack.homes.get(zainab.id)?.['blocks']);
    slack.homes.delete(zainab.id);
    home = { cards: homeCards(settings.name, [profile], language, '/community help') };
    await zainab.openHome();
    await slack.until(() => page().length > 0);
    const before = page().length;
    inbox.answer(() => replacing(languageCard(language)));
    await zainab.clickHome(speaker(language).plain('members.button.edit'));
    await slack.until(() => page().length > before);
    hang('the home tab, after a button there', shownBlocks(page()));
    home = {
      cards: homeCards(
        settings.name,
        Array.from({ length: 50 }, () => profile),
        language,
        '/community help',
      ),
    };
    await zainab.openHome();
    await slack.until(() => page().length > 50);
    hang('a home tab that is too full (its end)', shownBlocks(page().slice(-4)));
  });

  it.each(LANGUAGES)('to ask for the options of a command, to a reader of %s', async (language) => {
    reader = language;
    house.inbox.answer(() => ({ type: 'none' }));
    for (const { name, subcommands } of COMMANDS) {
      for (const [subcommand, { options }] of Object.entries(subcommands)) {
        if (!Object.values(options).some(({ required }) => required)) continue;
        house.zainab.closeDialog();
        await command(`/${name} ${subcommand}`);
        await house.slack.until(() => house.zainab.dialog(), `/${name} ${subcommand}`);
        hang(`/${name} ${subcommand}`, dialog());
      }
    }
  });

  it('is what somebody has read, and all that it can say', async () => {
    const all = LANGUAGES.flatMap((language) => [...pages].filter(([title]) => title.startsWith(`${language} · `)));
    const text = all.map(([title, page]) => `=== ${title}\n${page}\n`).join('\n');
    await expect(text).toMatchFileSnapshot('./slack/own.txt');
    // What organisers are told of hangs among the problems; the manifest is no card.
    for (const language of LANGUAGES) expect(unseenWords('slack', language, text, /^(problem|recovery|manifest)\./)).toEqual([]);
  });
});

function tooLong(language: Language): Card {
  return { language, blocks: [{ type: 'paragraph', text: [Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ')] }] };
}

function never(): never {
  throw new Error('this is not there');
}
