import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
});
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };
const DETAILS = { about: 'What we learned', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };

/** The entries of the file of an event, as another library reads them. */
async function entries(event = 1) {
  const [file] = messageOf(await world.zahra.pressAnyway(`events:calendar:${event}`)).files ?? [];
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(file?.bytes)));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, sequence, summary, description } = new ICAL.Event(component);
    return { uid, sequence, summary, description, status: String(component.getFirstPropertyValue('status')) };
  });
}

const fill = async (form: string, values: object, event = 1) => {
  await world.boss.type(`/events edit ${event}`);
  await world.boss.submit(world.boss.control(`events:${form}:`).action, { ...values });
};

async function announced(repeat = false): Promise<void> {
  await world.boss.submit('events:new:0', WEBINAR);
  await world.boss.submit(world.boss.control('events:details:').action, DETAILS);
  if (repeat) await fill('repeat', { every: ['week'], until: '', times: '3', rule: '' });
  await world.boss.press('events:announce');
  await world.runUntil('2026-11-22T09:30:00+03:00');
}

describe('the file of an event', () => {
  it('has the same name and a higher number after each change, also of words alone', async () => {
    await announced();
    await world.zahra.pressAnyway('events:answer:1.maybe');
    const seen = await entries();
    const changes = [
      () => fill('times', { ...WEBINAR, title: 'Safer spaces' }),
      () => fill('details', { ...DETAILS, about: 'What we have learned since' }),
      () => fill('details', { ...DETAILS, link: 'meet.example.org/def' }),
      () => fill('translate', { language: ['ar'], title: 'مساحات آمنة', about: '' }),
      () => fill('times', { ...WEBINAR, startTime: '12:00', endTime: '13:00' }),
      () => world.zahra.pressAnyway('events:answer:1.online'),
      () => fill('cancel', { reason: 'The speaker is ill.' }),
    ];
    for (const change of changes) {
      await change();
      seen.push(...(await entries()));
    }
    expect(new Set(seen.map(({ uid }) => uid)).size).toBe(1);
    expect(seen.every(({ sequence }, index) => index === 0 || sequence > (seen[index - 1]?.sequence ?? 0))).toBe(true);
    expect(seen[1]?.summary).toBe('Safer spaces');
    expect(seen[2]?.description).toContain('What we have learned since');
    expect(seen.at(-1)?.status).toBe('CANCELLED');
  });

  it('has a higher number once a speaker agrees, and once they no longer speak', async () => {
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.boss.type('/events edit 1');
    await world.boss.press('events:people:');
    await world.boss.submit(world.boss.control('events:people-add').action, { role: ['speaker'], name: 'karwan' });
    await world.runner.runDue();
    const asked = await entries();
    world.karwan.lookAtMessages();
    await world.karwan.press('events:part-yes');
    const agreed = await entries();
    expect(agreed[0]?.description).toContain('karwan');
    expect(agreed[0]?.sequence).toBeGreaterThan(asked[0]?.sequence ?? 0);
    await world.karwan.press('events:part-no');
    const refused = await entries();
    expect(refused[0]?.description).not.toContain('karwan');
    expect(refused[0]?.sequence).toBeGreaterThan(agreed[0]?.sequence ?? 0);
  });

  it('never has a lower number, as days pass, place and link are shown and hidden, and it is called off at last', async () => {
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.boss.type('/events edit 1');
    await world.boss.press('events:sessions');
    await world.boss.submit(world.boss.control('events:session-add').action, { date: '2026-12-13', startTime: '10:00', endTime: '11:00' });
    const seen = [await entries()];
    // Shown one day before the first session, hidden after it, and shown again.
    for (const time of ['2026-12-05T12:00:00+03:00', '2026-12-07T12:00:00+03:00', '2026-12-12T12:00:00+03:00']) {
      await world.runUntil(time);
      seen.push(await entries());
    }
    expect(seen.map(([, second]) => second?.description.includes('meet.example.org'))).toEqual([false, true, false, true]);
    await fill('cancel', { reason: 'The speaker is ill.' });
    seen.push(await entries());
    expect(seen.every(([one], index) => index === 0 || (one?.sequence ?? 0) > (seen[index - 1]?.[0]?.sequence ?? 0))).toBe(true);
  });

  it('of a series has a name of its own for each event, so that one of them is called off alone', async () => {
    await announced(true);
    await world.zahra.type('/events show 1');
    await world.zahra.press('events:series-join');
    await world.runner.runDue();
    const before = [...(await entries(1)), ...(await entries(2)), ...(await entries(3))];
    await fill('cancel', { reason: 'The road is closed.' }, 2);
    const now = [...(await entries(1)), ...(await entries(2)), ...(await entries(3))];
    expect(now.map(({ status }) => status)).toEqual(['CONFIRMED', 'CANCELLED', 'CONFIRMED']);
    expect(now.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(new Set(now.map(({ uid }) => uid)).size).toBe(3);
    expect(now.map(({ sequence }, index) => sequence > (before[index]?.sequence ?? 0))).toEqual([false, true, false]);
  });
});
