import { expect } from 'vitest';
import { membersStore } from '../../../src/features/members/store/index.js';
import type { Community } from './community.js';
import { newest, type Resident, type Seen } from './resident.js';
import { shownIn } from './words.js';

/** Who tries it gets a message across as it was typed: it formats nothing, pings nobody, and stays in one piece. */
const NASTY = 'Salam @everyone <!channel> *bold* **b** <@U0HANEEN> https://e.example\nسڵاو · مرحبًا';

/** One of a match, with the introduction as they see it. */
export interface Introduced {
  readonly who: Resident;
  readonly seen: Seen;
}

export type Three = readonly [Introduced, Introduced, Introduced];

async function write(from: Seen, who: Resident, button: string, text: string): Promise<void> {
  await from.press(button);
  const form = await who.form();
  await form.submit({ [form.labels[0] ?? '']: text });
}

/** Nothing is carried before both agree; then both ways, as quotes that ping nobody; and no more once they have a contact. */
export async function talk(community: Community, [here, there]: readonly [Introduced, Introduced]): Promise<void> {
  const words = shownIn(community.language);
  const [name, other] = [here.who.name, there.who.name];
  await here.seen.press(words('relay.button.accept'));
  await newest(here.who, words('relay.accepted.text', { names: other }));
  expect(there.who.sees().filter(({ text }) => text.includes(words('relay.open.title')))).toEqual([]);
  await there.seen.press(words('relay.button.accept'));
  const open = await newest(here.who, words('relay.open.title'), other);
  await newest(there.who, words('relay.open.title'), name);

  await write(open, here.who, words('relay.button.write', { name: other }), NASTY);
  const arrived = await newest(there.who, words('relay.word.from', { name }), 'سڵاو · مرحبًا');
  for (const quoted of NASTY.split('\n')) expect(arrived.text).toContain(`> ${quoted.slice(0, 5)}`);
  await write(arrived, there.who, words('relay.button.write', { name }), 'My number: 0770 <@1> `x`');
  await newest(there.who, words('relay.word.carried', { names: name }));
  const back = await newest(here.who, words('relay.word.from', { name: other }), '> My number: 0770');
  for (const { pinged, where } of [arrived, back]) expect([pinged, where === 'channel']).toEqual([[], false]);
  await nothingKept(community, here.who);

  await back.press(words('relay.button.contact'));
  await newest(here.who, words('relay.done.contact'));
  await newest(there.who, words('relay.ended.contact', { name }));
  await arrived.press(words('relay.button.write', { name }));
  await newest(there.who, words('relay.error.over'));
}

/** What people wrote is kept until it has arrived, and never logged. */
async function nothingKept({ store, logger }: Community, who: Resident): Promise<void> {
  await who.until(async () => {
    const members = await membersStore(store.autocommit.tx).list({}, { offset: 0, limit: 20 });
    const kept = await Promise.all(members.map(({ id }) => store.autocommit.deliveries.wordsBy(id)));
    return kept.flat().length === 0;
  }, 'nothing of what was written is kept');
  expect(JSON.stringify(logger.lines)).not.toContain('0770');
}

/** Each of three says yes; nobody writes yet. */
export async function allow({ language }: Community, three: Three): Promise<void> {
  const words = shownIn(language);
  for (const { seen } of three) await seen.press(words('relay.button.accept'));
  for (const { who } of three) await newest(who, words('relay.open.title'));
}

/** What one of three writes reaches both of the others, where they are. */
export async function talkInThree({ language }: Community, [onSlack, onDiscord, both]: Three): Promise<void> {
  const words = shownIn(language);
  const open = await newest(onDiscord.who, words('relay.open.title'), words('relay.button.write-several'));
  await write(open, onDiscord.who, words('relay.button.write-several'), 'Shall we three meet on Sunday?');
  for (const { who } of [onSlack, both]) {
    const arrived = await newest(who, words('relay.word.from', { name: onDiscord.who.name }), '> Shall we three meet');
    expect(arrived.pinged).toEqual([]);
  }
}
