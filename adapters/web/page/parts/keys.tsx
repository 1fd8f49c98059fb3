import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { App } from '../app.js';
import { listed } from '../state.js';
import type { Word } from '../words.js';
import { useApp } from './context.js';

const KEYS: readonly (readonly [keys: string, does: Word])[] = [
  ['Alt + ↓', 'keys.next'],
  ['Alt + ↑', 'keys.previous'],
  ['Alt + Shift + ↓', 'keys.unread'],
  ['Alt + J', 'keys.composer'],
  ['Alt + M', 'keys.messages'],
  ['Alt + R', 'keys.thread'],
  ['Alt + G', 'keys.agenda'],
  ['Esc', 'keys.close'],
  ['Ctrl + /', 'keys.help'],
];

export function KeysDialog({ close }: { readonly close: () => void }): JSX.Element {
  const { words } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (current && !current.open) current.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby="keys-title" onClose={close}>
      <form method="dialog">
        <h2 id="keys-title">{words('keys.title')}</h2>
        <dl class="keys">
          {KEYS.filter(([, does]) => does !== 'keys.agenda' || document.querySelector('.time-bar')).map(([keys, does]) => (
            <div key={does}>
              <dt>
                <kbd dir="ltr">{keys}</kbd>
              </dt>
              <dd>{words(does)}</dd>
            </div>
          ))}
        </dl>
        <div class="dialog-actions">
          <button type="submit" class="button primary">
            {words('close')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/**
 * Listens to the keyboard shortcuts. All but Escape have a modifier, so that typing and speech input do not trigger them.
 *
 * @returns A function that stops listening.
 */
export function listenToKeys(app: App, showKeys: () => void): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (document.querySelector('dialog[open]')) return;
    const done = event.altKey && !event.ctrlKey && !event.metaKey ? withAlt(app, event) : without(app, event, showKeys);
    if (done) event.preventDefault();
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

function without(app: App, event: KeyboardEvent, showKeys: () => void): boolean {
  if (event.ctrlKey && (event.key === '/' || event.code === 'Slash')) {
    showKeys();
    return true;
  }
  if (event.key === 'Escape' && !event.defaultPrevented && app.state.get().panel) {
    app.closePanel();
    return true;
  }
  return false;
}

function withAlt(app: App, event: KeyboardEvent): boolean {
  const page = app.state.get();
  const focus = (selector: string): boolean => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].at(-1);
    found?.focus();
    return found !== undefined;
  };
  switch (event.code) {
    case 'ArrowDown':
    case 'ArrowUp': {
      // In the order in which the sidebar lists them.
      const shown = listed(page.conversations);
      const at = shown.findIndex(({ id }) => id === page.open);
      const step = event.code === 'ArrowDown' ? 1 : -1;
      const turned = shown.map((_, index) => shown[(at + step * (index + 1) + shown.length * 2) % shown.length]);
      const next = event.shiftKey ? turned.find((conversation) => (conversation?.unread ?? 0) > 0) : turned[0];
      if (next) app.open(next.id);
      return true;
    }
    case 'KeyJ':
      return focus('[data-composer]');
    case 'KeyM':
      return focus('.conversation [data-message][tabindex="0"]');
    case 'KeyR': {
      const message = document.activeElement?.closest<HTMLElement>('.conversation [data-message]');
      message?.querySelector<HTMLElement>('.reply')?.click();
      return true;
    }
    case 'KeyG':
      app.toggleAgenda();
      return true;
    default:
      return false;
  }
}
