import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Option, typedAs } from '../../src/core/command.js';
import { LANGUAGES, type Language } from '../../src/core/language.js';
import type { Reply } from '../../src/core/message.js';
import { features } from '../../src/features/index.js';
import { isMessageKey, speaker, withoutDirectionControls } from '../../src/language/index.js';
import { insertEvent } from '../support/events.js';
import { controlsOf, createWorld, textOf, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.addMember({ user: 'haneen', name: 'Haneen', role: 'organiser' });
});
afterEach(() => world.close());

const asked = features.commands.flatMap((command) =>
  Object.entries(command.subcommands).flatMap(([name, { options }]) => {
    const needed = Object.entries(options).filter(([, { required }]) => required);
    return needed.length === 0 ? [] : [{ typed: typedAs({ command: command.name, subcommand: name }), needed }];
  }),
);
const described = ({ description }: Pick<Option, 'description'>, language: Language) =>
  withoutDirectionControls(isMessageKey(description) ? speaker(language).plainKey(description) : '');

it.each(LANGUAGES)('a command without what it needs asks for it in its reader’s words, with a menu or a form: %s', async (language) => {
  const haneen = world.person('haneen');
  await haneen.type(`/profile language ${language}`);
  expect(asked.length).toBeGreaterThan(10);
  for (const { typed, needed } of asked) {
    const reply = await haneen.type(typed);
    const told = withoutDirectionControls(textOf(reply));
    expect(told).toContain(typed);
    for (const [, option] of needed) expect(told, typed).toContain(described(option, language));
    const id = typed.slice(1).replace(' ', '.');
    const controls = reply.type === 'message' ? controlsOf(reply.message) : [];
    expect(
      controls.map(({ action }) => action),
      typed,
    ).toContain(needed.every(([, { type }]) => type === 'choice') ? 'assist:run' : `assist:run:${id}`);
    // The form that asks for them has no label in another language.
    const form = await haneen.pressAnyway(`assist:run:${id}`);
    expect(form.type, typed).toBe('form');
    if (form.type === 'form' && language !== 'en')
      expect(form.form.fields.map(({ label }) => label).join(' ')).not.toMatch(/\b[a-z]{4,}\b/);
  }
});

it('a form that asks for the rest holds what was typed, whatever is missing', async () => {
  const haneen = world.person('haneen');
  const filledIn = (reply: Reply) =>
    reply.type === 'form'
      ? Object.fromEntries(reply.form.fields.flatMap((each) => ('value' in each ? [[each.name, each.value]] : [])))
      : textOf(reply);
  expect(textOf(await haneen.type('/resources import check'))).toContain('/resources import');
  const form = await haneen.press('assist:run:resources.import');
  expect(filledIn(form)).toEqual({ mode: ['check'] });
  // What is filled in counts, and not what was typed.
  expect(form.type === 'form' && form.form.id).toBe('assist:run:resources.import');
  await haneen.type('/topics move Wells');
  expect(filledIn(await haneen.press('assist:run:topics.move'))).toEqual({ topic: 'Wells' });
  // What is too long for a button is in a form that comes at once.
  const title = 'What helps the women of the marshes when the water does not come';
  expect(filledIn(await haneen.type(`/topics move "${title}"`))).toEqual({ topic: title });
  const arabic = 'ما الذي يساعد النساء في الأهوار حين لا يأتي الماء';
  expect(filledIn(await haneen.type(`/topics move «${arabic}»`))).toEqual({ topic: arabic });
});

it('what can be chosen is offered, and runs the command with what was typed before', async () => {
  const haneen = world.person('haneen');
  const id = await world.contexts.transaction((context) => insertEvent(context.tx, context.now));
  const reply = await haneen.type('/events slides');
  const [menu] = reply.type === 'message' ? controlsOf(reply.message) : [];
  expect(menu).toMatchObject({ type: 'select' });
  const value = menu?.type === 'select' ? (menu.options[0]?.value ?? '') : '';
  expect(textOf(await haneen.press('assist:run', [value]))).toBe(textOf(await haneen.type(`/events slides ${id}`)));
  // What was typed before is kept.
  await world.addMember({ user: 'zahra', name: 'Zahra Ahmed' });
  const stops = await haneen.type('/topics mirroring Zahra');
  const [choice] = stops.type === 'message' ? controlsOf(stops.message) : [];
  expect(choice?.type === 'select' && choice.options.map(({ label }) => label)).toEqual(['Stop', 'Allow']);
  const stop = choice?.type === 'select' ? (choice.options[0]?.value ?? '') : '';
  expect(textOf(await haneen.press('assist:run', [stop]))).toContain('Zahra Ahmed');
});
