import type { FakeDiscord, FakeInteraction, FakeMessage, Person } from '../discord/index.js';
import { type Clicker, type Ledger, labelsIn, PATIENCE_MS, waitFor } from './ledger.js';

/** Later, the person reads that the application did not respond. */
const FAILED_AFTER_MS = 3_000;

export function createDiscordClicker(discord: FakeDiscord, ledger: Ledger, person: Person): Clicker {
  const connected = () => waitFor(() => (discord.gateway.connected() && isRegistered()) || undefined);
  const isRegistered = () => [...discord.world.commands.values()].flat().some(({ name }) => name === 'clicks');

  /** Whether it was acknowledged within Discord's time. */
  const isAcknowledged = async (interaction: FakeInteraction): Promise<boolean> =>
    (await waitFor(() => (interaction.answer === undefined ? undefined : true), FAILED_AFTER_MS)) === true;

  const answerTo = (interaction: FakeInteraction, label: string): Promise<FakeMessage | undefined> =>
    waitFor(
      () =>
        [...interaction.messages, ...(interaction.source ? [interaction.source] : [])].find(({ message }) =>
          labelsIn(message.components).includes(label),
        ),
      PATIENCE_MS,
    );

  const click = async (label: string, use: () => FakeInteraction): Promise<FakeMessage | undefined> => {
    const acknowledged = ledger.begin('discord', label);
    const interaction = use();
    if (!(await isAcknowledged(interaction))) return undefined;
    acknowledged();
    return answerTo(interaction, label);
  };

  const fill = async (menu: FakeMessage, number: number, id: string): Promise<void> => {
    const opened = person.press(menu, id);
    // A form that could not open as the first answer waits behind a button, which this person leaves alone.
    if (!(await waitFor(() => (opened.modal ? true : undefined), FAILED_AFTER_MS))) return;
    await connected();
    await click(`fill${number}`, () => person.submit(opened, { text: 'something' }));
  };

  return {
    async round(number, kind) {
      await connected();
      const menu = await click(`command${number}`, () => person.command('clicks', 'count', { number }));
      const id = new RegExp(`"custom_id":"([^"]*clicks:${kind}:${number})"`).exec(JSON.stringify(menu?.message.components ?? []))?.[1];
      if (!menu || id === undefined) return;
      ledger.saw(`discord ${menu.message.id}`, menu.message.components);
      await connected();
      if (kind === 'fill') await fill(menu, number, id);
      else await click(`${kind}${number}`, () => person.press(menu, id));
    },
    async lastWord() {
      await connected();
      const interaction = person.command('clicks', 'last');
      await waitFor(() => (interaction.messages.length > 0 ? true : undefined));
    },
  };
}
