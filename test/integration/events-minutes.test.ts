import { afterEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { after, DAY } from '../../src/core/time.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { insertEvent } from '../support/events.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const tx = () => world.store.autocommit.tx;
const said = (key: string) => world.sent.filter((sent) => sent.key.startsWith(key));
const NOTE = { kind: ['challenge'], sector: ['protection'], words: 'The road is closed', attribution: ['nobody'] };

/** A coordination meeting on 6 December, with lava as its note-taker. */
async function open(options: Parameters<typeof createTopicsWorld>[0] = {}): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', ...options });
  const id = await insertEvent(tx(), world.clock.now(), { kind: 'coordination-meeting', state: 'draft' });
  await eventsStore(tx()).insertPerson({
    event: id,
    role: 'note-taker',
    member: world.id('lava'),
    name: null,
    about: '',
    agreedAt: world.clock.now(),
  });
  await world.boss.pressAnyway(`events:announce:${id}.1`);
  await world.runner.runDue();
}

const control = (who: { control: (start: string) => { action: string } }, start: string) => who.control(start).action;

describe('the minutes of a meeting', () => {
  it('take notes of members, attributed to nobody for organisers, too, and give them back', async () => {
    await open();
    expect(textOf(await world.zahra.type('/events minutes 1'))).toContain('still being written');
    const saved = await world.zahra.submit('events:note:1', NOTE);
    expect(textOf(saved)).toContain('attributed to nobody');
    const seen = textOf(await world.boss.type('/events minutes 1'));
    expect(seen).toContain('The road is closed');
    expect(seen).not.toContain('zahra');
    expect(JSON.stringify(await world.audit())).not.toContain('zahra');
    expect(textOf(await world.karwan.pressAnyway('events:note-withdraw:1'))).toContain('no longer there');
    expect(textOf(await world.zahra.pressAnyway('events:note-withdraw:1'))).toContain('taken back');
    expect(textOf(await world.boss.type('/events minutes 1'))).toContain('Nothing is noted');
  });

  it('are shown to members as a draft, corrected, and approved only after the round', async () => {
    await open();
    await world.zahra.submit('events:note:1', NOTE);
    expect(textOf(await world.karwan.submit('events:minutes-decision:1', { words: 'x y', sector: ['-'] }))).toContain(
      'Only organisers, the host',
    );
    await world.lava.submit('events:minutes-decision:1', { words: 'We meet monthly', sector: ['-'] });
    await world.runUntil('2026-12-06T13:00:00+03:00');
    await world.boss.type('/events minutes 1');
    const draft = control(world.boss, 'events:minutes-draft');
    expect(textOf(await world.boss.pressAnyway(draft))).toContain('Members can now read');
    expect(textOf(await world.boss.pressAnyway(draft))).toContain('changed');
    await world.runner.runDue();
    expect(said('events:minutes:1:draft')).toHaveLength(1);
    expect(textOf(await world.karwan.type('/events minutes 1'))).toContain('We meet monthly');
    expect(textOf(await world.karwan.submit('events:minutes-correct:1', { words: 'It was the bridge' }))).toContain('Thank you');
    expect(textOf(await world.karwan.type('/events minutes 1'))).not.toContain('bridge');
    expect(textOf(await world.lava.type('/events minutes 1'))).toContain('bridge');
    expect(textOf(await world.boss.pressAnyway('events:minutes-approve:1.2'))).toContain('still send corrections');
    await world.runUntil('2026-12-11T14:00:00+03:00');
    expect(said('events:minutes:1:corrected').map(({ text }) => text)).toEqual([expect.stringContaining('One correction came')]);
    expect(textOf(await world.boss.pressAnyway('events:minutes-approve:1.2'))).toContain('are approved');
    await world.runner.runDue();
    expect(said('events:minutes:1:approved')).toHaveLength(1);
    expect(textOf(await world.zahra.submit('events:note:1', NOTE))).toContain('approved already');
  });

  it('are open to corrections for as many days as organisers set', async () => {
    await open({ settings: { events: { correctionDays: 2 } } });
    await world.zahra.submit('events:note:1', NOTE);
    await world.runUntil('2026-12-06T13:00:00+03:00');
    await world.boss.type('/events minutes 1');
    await world.boss.press('events:minutes-draft');
    await world.runUntil('2026-12-08T12:59:00+03:00');
    expect(textOf(await world.boss.pressAnyway('events:minutes-approve:1.2'))).toContain('still send corrections');
    await world.runUntil('2026-12-08T13:00:00+03:00');
    expect(textOf(await world.boss.pressAnyway('events:minutes-approve:1.2'))).toContain('are approved');
  });

  it('merge notes for the organiser who saw them last', async () => {
    await open();
    for (const words of ['The road is closed', 'Roads are closed']) await world.zahra.submit('events:note:1', { ...NOTE, words });
    const id = 'events:minutes-merge:1.1';
    expect(textOf(await world.boss.submit(id, { notes: ['1'], words: '' }))).toContain('at least two');
    expect(textOf(await world.boss.submit(id, { notes: ['1', '2'], words: 'Roads are closed' }))).toContain('are one now');
    expect(textOf(await world.lava.submit(id, { notes: ['1', '2'], words: '' }))).toContain('changed');
    const { notes } = await eventsStore(tx()).minutesWithNotes(toId(1));
    expect(notes.map(({ mergedInto }) => mergedInto)).toEqual([null, 1]);
  });

  it('ask whoever is responsible for an action when it is due, and carry what is open to the next meeting', async () => {
    await open();
    const action = { words: 'Send the form', responsible: 'karwan', dueOn: '2026-12-10', sector: ['-'] };
    await world.lava.submit('events:minutes-action:1', action);
    await world.lava.submit('events:minutes-action:1', { ...action, words: 'Ask the ministry', responsible: 'Tigris Legal Aid' });
    await world.runUntil('2026-12-10T12:00:00+03:00');
    expect(world.karwan.received().at(-1)).toContain('Send the form');
    expect(said('events:action:2').map(({ text }) => text)).toEqual([expect.stringContaining('Tigris Legal Aid')]);
    expect(textOf(await world.zahra.pressAnyway('events:action-done:1'))).toContain('Someone else');
    expect(textOf(await world.karwan.press('events:action-later:1'))).toContain('I ask again');
    await world.runUntil('2026-12-17T12:00:00+03:00');
    expect(said('events:action:1')).toHaveLength(2);
    expect(textOf(await world.boss.pressAnyway('events:actions:0'))).toContain('Ask the ministry');
    expect(textOf(await world.karwan.pressAnyway('events:action-done:1'))).toContain('noted as done');
    await insertEvent(tx(), after(world.clock.now(), DAY), { kind: 'coordination-meeting' });
    const next = textOf(await world.boss.type('/events minutes 2'));
    expect(next).toContain('Ask the ministry');
    expect(next).not.toContain('Send the form');
    await world.boss.type('/events show 2');
    expect(world.boss.control('events:minutes:1.0')).toMatchObject({ label: 'Minutes of last time' });
  });

  it('are files in each language, with names and absentees for organisers only', async () => {
    await open();
    await world.zahra.submit('events:note:1', { ...NOTE, words: '<b>#panic("x")</b> *bold* $1$' });
    await world.karwan.pressAnyway('events:answer:1.no');
    await world.boss.type('/events minutes 1');
    const files: string[] = [];
    for (const value of ['html-en', 'docx-ar', 'pdf-ckb']) {
      const reply = messageOf(await world.boss.pressAnyway('events:minutes-file:1', [value]));
      const [file] = reply.files ?? [];
      if (!file) throw new Error('no file');
      files.push(`${file.name} ${new TextDecoder().decode(file.bytes.slice(0, 4)).slice(0, 2)}`);
      if (value === 'html-en') {
        const text = new TextDecoder().decode(file.bytes);
        expect(text).toContain('&lt;b&gt;#panic');
        expect(text).toContain('karwan');
      }
    }
    expect(files).toEqual(['minutes-1-en.html <!', 'minutes-1-ar.docx PK', 'minutes-1-ckb.pdf %P']);
  });
});
