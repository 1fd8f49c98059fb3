import { expect, it, vi } from 'vitest';
import type { Form } from '../../../src/core/message.js';
import { toLocalDate } from '../../../src/core/time.js';
import { sampleForm } from '../../support/web-inbox.js';
import { type Now, square } from './harness.js';

const soon = (check: () => Promise<void> | void): Promise<void> => vi.waitFor(check, { interval: 3, timeout: 30_000 });

const first: Form = sampleForm;
const second: Form = {
  ...sampleForm,
  id: 'profile:second:0',
  title: 'Working hours',
  fields: [{ type: 'text', name: 'hours', label: 'Usual hours', required: true, maxLength: 40 }],
};

/** Forms: opened, refused with everything that was filled in, handed in, and the next one. */
export function formsContract(now: Now): void {
  const open = async (form: Form): Promise<string> => {
    const { harness } = now;
    const [person] = harness.people;
    harness.inbox.answer((event) => ('command' in event ? { type: 'form', form } : undefined));
    await harness.write(person, (await square(harness)).id, '/profile show');
    return harness.form(person);
  };

  it('opens a form, and hands on what was filled in and what stood there', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.forms) return skip('it has no forms');
    const [person, other] = harness.people;
    expect(await open(first)).toContain('Your profile');
    const general = await square(harness);
    const filled = { offers: 'الموازنات\nreports', sectors: ['protection', 'recovery'], from: toLocalDate('2026-12-06') };
    expect(await harness.submit(person, filled)).toBe('');
    await soon(async () => expect((await harness.seenBy(person, general.id)).join()).toContain('Saved.'));
    expect(harness.inbox.received.forms).toMatchObject([
      { from: person, conversation: general, form: first.id, values: { ...filled, name: 'Zainab', language: ['en'] } },
    ]);
    expect((await harness.seenBy(other, general.id)).join()).not.toContain('Saved.');
  });

  it.each([
    ['beside a field', { name: 'This name is taken.' }],
    ['of the form as a whole', { '': 'The round is over.', name: 'This name is taken.' }],
  ])('shows what is wrong, %s, and loses nothing of what was filled in', async (_where, errors) => {
    const { harness } = now;
    const [person] = harness.people;
    await open(first);
    let tries = 0;
    harness.inbox.answer((event) => ('form' in event && ++tries === 1 ? { type: 'form-errors', errors } : undefined));
    const filled = { name: 'Zainab K.', offers: '*budgets*', sectors: ['recovery'], language: ['ar'], from: toLocalDate('2026-12-06') };
    const shown = await harness.submit(person, filled);
    for (const error of Object.values(errors)) expect(shown).toContain(error);
    await harness.form(person);
    await harness.submit(person, { name: 'Zahra' });
    await soon(() => expect(harness.inbox.received.forms).toHaveLength(2));
    expect(harness.inbox.received.forms.map(({ values }) => values)).toEqual([filled, { ...filled, name: 'Zahra' }]);
  });

  it('leads on to the next form', async () => {
    const { harness } = now;
    const [person] = harness.people;
    await open(first);
    harness.inbox.answer((event) => ('form' in event && event.form === first.id ? { type: 'form', form: second } : undefined));
    await harness.submit(person, {});
    expect(await harness.form(person)).toContain('Working hours');
    await harness.submit(person, { hours: '9 to 3' });
    await soon(() => expect(harness.inbox.received.forms).toHaveLength(2));
    expect(harness.inbox.received.forms[1]).toMatchObject({ form: second.id, values: { hours: '9 to 3' } });
  });
}
