import { randomUUID } from 'node:crypto';
import {
  type ChatState,
  type MessagesPage,
  type MessageView,
  type Outcome,
  PAGE_HEADER,
  PERSONA_HEADER,
} from '../../../adapters/web/protocol.js';
import { type Clicker, type Ledger, labelsIn, PATIENCE_MS, waitFor } from './ledger.js';

const AGAIN_MS = 100;
const LIMIT_MS = 10_000;

interface Answered<T> {
  readonly value: T | undefined;
  readonly status: number;
}

/** Somebody with the page open: it repeats a request with the same id until it has an answer. */
export function createWebClicker(url: string, ledger: Ledger, user: string): Clicker {
  const headers = { [PAGE_HEADER]: '1', [PERSONA_HEADER]: user, 'content-type': 'application/json' };

  const call = async <T>(path: string, body?: unknown): Promise<Answered<T>> => {
    for (;;) {
      try {
        const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
        const response = await fetch(url + path, { ...init, headers, signal: AbortSignal.timeout(LIMIT_MS) });
        const text = await response.text();
        if (response.ok) return { value: JSON.parse(text) as T, status: response.status };
        if (response.status < 500) return { value: undefined, status: response.status };
      } catch {
        // The process has ended.
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };

  let direct: string | undefined;
  const conversation = async (): Promise<string> => {
    direct ??= (await call<ChatState>('/api/state')).value?.conversations.find(({ kind }) => kind === 'direct')?.id;
    if (direct === undefined) throw new Error('no direct conversation');
    return direct;
  };
  const shown = async (label: string): Promise<MessageView | undefined> => {
    const page = (await call<MessagesPage>(`/api/conversations/${await conversation()}/messages`)).value;
    return page?.messages.find((message) => labelsIn(message.content).includes(label));
  };

  const click = async (label: string, path: string, body: object): Promise<MessageView | undefined> => {
    const acknowledged = ledger.begin('web', label);
    const { value, status } = await call<Outcome>(path, { id: randomUUID(), ...body });
    if (value === undefined && status !== 409) throw new Error(`${label}: ${status}`);
    acknowledged();
    const inOutcome = value?.messages.find((message) => labelsIn(message.content).includes(label));
    return waitFor(async () => inOutcome ?? (await shown(label)), PATIENCE_MS);
  };

  const fill = async (menu: MessageView, number: number): Promise<void> => {
    const action = { id: randomUUID(), message: menu.id, action: `clicks:fill:${number}`, values: [] };
    const form = (await call<Outcome>('/api/actions', action)).value?.form;
    if (!form) return;
    const { token, message, thread } = form;
    await click(`fill${number}`, '/api/forms', {
      form: form.form.id,
      token,
      conversation: form.conversation,
      message,
      thread,
      values: { text: 'something' },
    });
  };

  return {
    async round(number, kind) {
      const command = { conversation: await conversation(), thread: null, text: `/clicks count ${number}` };
      const menu = await click(`command${number}`, '/api/messages', command);
      if (!menu) return;
      ledger.saw(`web ${menu.id}`, menu.content);
      if (kind === 'fill') await fill(menu, number);
      else await click(`${kind}${number}`, '/api/actions', { message: menu.id, action: `clicks:${kind}:${number}`, values: [] });
    },
    async lastWord() {
      await call<Outcome>('/api/messages', { id: randomUUID(), conversation: await conversation(), thread: null, text: '/clicks last' });
    },
  };
}
