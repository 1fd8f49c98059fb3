import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChatState } from '../../protocol.js';
import { readStored, writeStored } from '../store.js';
import { useApp } from './context.js';
import { Icon } from './icons.js';

const CLOSED = 'mudhif.guide.closed';
const DAY = 86_400_000;
/** Half a year of days. */
const SIX_MONTHS = 182 * DAY;

/** Whether the demo's first steps are shown: until somebody closes them in this browser. */
export function useGuide(): { readonly isShown: boolean; readonly toggle: () => void } {
  const [isShown, show] = useState(() => readStored('local', CLOSED, (value): value is true => value === true) === undefined);
  return {
    isShown,
    toggle() {
      writeStored('local', CLOSED, isShown ? true : undefined);
      show(!isShown);
      if (isShown) document.querySelector<HTMLElement>('.demo-mark')?.focus();
    },
  };
}

/** Says that this is a demo, and leads through it in four steps. */
export function Guide({
  chat,
  guide,
  busy,
  close,
}: {
  readonly chat: ChatState;
  readonly guide: NonNullable<ChatState['guide']>;
  readonly busy: boolean;
  readonly close: () => void;
}): JSX.Element {
  const app = useApp();
  const { words } = app;
  const [first = ''] = (chat.personas?.find(({ user }) => user === guide.member)?.name ?? '').split(' ');
  const steps = [
    { label: words('guide.match', { name: first }), does: () => void app.show('match') },
    { label: words('guide.answer'), does: () => void app.show('answer') },
    { label: words('guide.organiser'), does: () => app.become(guide.organiser) },
    { label: words('guide.months'), does: () => void app.advance({ type: 'by', milliseconds: SIX_MONTHS }), waits: true },
  ];
  return (
    <aside class="guide" id="guide" aria-labelledby="guide-title">
      <div class="guide-words">
        <h2 id="guide-title">{words('guide.title')}</h2>
        <p>{words('guide.about')}</p>
      </div>
      <ol class="guide-steps">
        {steps.map(({ label, does, waits = false }, index) => (
          <li key={index}>
            <button type="button" class="button small" aria-disabled={waits && busy} onClick={does}>
              <span class="guide-number" aria-hidden="true">
                {index + 1}
              </span>
              {label}
            </button>
          </li>
        ))}
      </ol>
      <button type="button" class="icon-button" aria-label={words('guide.close')} title={words('guide.close')} onClick={close}>
        <Icon name="close" />
      </button>
    </aside>
  );
}
