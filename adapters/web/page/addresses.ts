import type { PageState } from './state.js';

/** The conversation that the address names, and perhaps a thread in it. */
export function addressed(): { readonly conversation: string; readonly thread: number | null } {
  const [id = '', thread] = location.hash.slice(1).split('/');
  return { conversation: decodeURIComponent(id), thread: thread === undefined || !/^\d+$/.test(thread) ? null : Number(thread) };
}

/** The conversation to open at the start: the direct one with the bot. */
export function firstConversation(page: PageState): { readonly id: string } | undefined {
  return page.conversations.find(({ kind }) => kind === 'direct') ?? page.conversations[0];
}

/** Adds the conversation to the history, so that the back button leaves it. */
export function pushAddress(conversation: string | null): void {
  const hash = conversation === null ? '' : `#${conversation}`;
  if (location.hash !== hash) history.pushState(null, '', `${location.pathname}${location.search}${hash}`);
}
