import type { Arrival } from './app-actions.js';
import type { Cell } from './cell.js';
import type { PageState } from './state.js';

/** Announces a message of the open conversation to screen readers. */
export function announce(state: Cell<PageState>, id: number): void {
  requestAnimationFrame(() => {
    const text = document.querySelector<HTMLElement>(`[data-message="${id}"] .message-body`)?.innerText ?? '';
    state.change((page) => ({ ...page, announcement: text.slice(0, 300) }));
  });
}

/** Scrolls to a message of the open conversation, and moves the focus there. */
export function arriveAt(state: Cell<PageState>, { message, answer }: Arrival): void {
  state.change((page) => ({ ...page, reveal: { from: message, to: message } }));
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`.shell [data-message="${message}"]`);
    const control = answer ? row?.querySelector<HTMLElement>('.controls button, .controls select') : null;
    (control ?? row)?.focus({ preventScroll: control === null });
  });
}
