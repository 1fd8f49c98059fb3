import type { FakeSlack } from '../slack/index.js';
import { createPerson } from '../slack/people.js';
import type { FakeMessage } from '../slack/workspace.js';
import { type Clicker, type Ledger, labelsIn, PATIENCE_MS, waitFor } from './ledger.js';

const AGAIN_MS = 50;
const LAST = 'the last word';

/**
 * Slack sends an envelope again, on another connection, until it is acknowledged; while `givesUp`, events of which nobody hears are
 * lost, as Slack itself gives up after three attempts.
 */
export function sendUntilAcknowledged(slack: FakeSlack, givesUp: () => boolean = () => false): void {
  const send = slack.send.bind(slack);
  Object.assign(slack, {
    async send(...given: Parameters<typeof send>): Promise<unknown> {
      for (;;) {
        try {
          return await send(...given);
        } catch (error) {
          // It was acknowledged, only late.
          if (error instanceof Error && error.message === 'operation_timeout') return {};
          if (given[0] === 'events_api' && givesUp()) return {};
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        }
      }
    },
  });
}

/** Finds the newest message that answers a click, without a look at all messages each time. */
export function indexMessages(slack: FakeSlack): (label: string) => FakeMessage | undefined {
  const byLabel = new Map<string, FakeMessage>();
  let read = 0;
  return (label) => {
    for (; read < slack.messages.length; read += 1) {
      const message = slack.messages[read];
      if (message) for (const found of labelsIn(message.blocks)) byLabel.set(found, message);
    }
    return byLabel.get(label);
  };
}

export function createSlackClicker(
  slack: FakeSlack,
  ledger: Ledger,
  {
    user,
    channel,
    messageOf,
  }: { readonly user: string; readonly channel: string; readonly messageOf: (label: string) => FakeMessage | undefined },
): Clicker {
  const person = createPerson(slack, user);

  const press = async (menu: FakeMessage, number: number, kind: 'again' | 'replace' | 'aloud' | 'own'): Promise<void> => {
    const label = `${kind}${number}`;
    const acknowledged = ledger.begin('slack', label);
    await person.click(menu, `clicks:${kind}:${number}`);
    acknowledged();
    await waitFor(() => (kind === 'replace' ? labelsIn(menu.blocks).includes(label) || undefined : messageOf(label)), PATIENCE_MS);
  };

  const fill = async (menu: FakeMessage, number: number): Promise<void> => {
    person.closeDialog();
    await person.click(menu, `clicks:fill:${number}`);
    // A dialog that can't open within three seconds waits behind a button, which this person leaves alone.
    if (!(await waitFor(() => person.dialog(), 4_000))) return;
    const label = `fill${number}`;
    const acknowledged = ledger.begin('slack', label);
    await person.submit({ text: 'something' });
    acknowledged();
    await waitFor(() => messageOf(label), PATIENCE_MS);
  };

  return {
    async round(number, kind) {
      const label = `command${number}`;
      const acknowledged = ledger.begin('slack', label);
      await person.command(channel, `/clicks count ${number}`);
      acknowledged();
      const menu = await waitFor(() => messageOf(label), PATIENCE_MS);
      if (!menu || !JSON.stringify(menu.blocks).includes(`clicks:fill:${number}`)) return;
      ledger.saw(`slack ${menu.ts}`, menu.blocks);
      await (kind === 'fill' ? fill(menu, number) : press(menu, number, kind));
    },
    async lastWord() {
      const shown = () => slack.visible(channel, user).filter(({ blocks }) => JSON.stringify(blocks).includes(LAST)).length;
      const before = shown();
      await person.command(channel, '/clicks last');
      await waitFor(() => shown() > before || undefined);
    },
  };
}
