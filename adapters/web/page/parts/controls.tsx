import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Language } from '../../../../src/core/language.js';
import type { Button, LinkButton, Select } from '../../../../src/core/message.js';
import type { MessageView } from '../../protocol.js';
import { isWebLink } from '../links.js';
import { createWords } from '../words.js';
import { useApp, useAppState } from './context.js';
import { Icon } from './icons.js';

interface ControlProps {
  readonly message: MessageView;
  /** The card's, which may not be the page's. */
  readonly language: Language;
}

export function Controls({
  controls,
  ...props
}: ControlProps & { readonly controls: readonly (Button | LinkButton | Select)[] }): JSX.Element {
  return (
    <div class="controls">
      {controls.map((control, index) => {
        switch (control.type) {
          case 'button':
            return <ActionButton key={index} button={control} {...props} />;
          case 'link-button':
            return isWebLink(control.url) ? (
              <a key={index} class="button" href={control.url} target="_blank" rel="noopener noreferrer nofollow">
                {control.label} <Icon name="out" />
              </a>
            ) : null;
          case 'select':
            return <Menu key={index} select={control} {...props} />;
          default:
            return control satisfies never;
        }
      })}
    </div>
  );
}

/** Sends a click; while the answer is awaited the control takes no other. It keeps the focus, so it isn't `disabled`. */
function useAction(message: MessageView, action: string): { readonly busy: boolean; readonly send: (values: readonly string[]) => void } {
  const app = useApp();
  const { pending } = useAppState(app);
  const busy = pending.includes(`${message.id}|${action}`);
  const send = (values: readonly string[]): void => {
    if (busy) return;
    void app.act(message.id, action, values);
  };
  return { busy, send };
}

function ActionButton({ button, message }: ControlProps & { readonly button: Button }): JSX.Element {
  const { busy, send } = useAction(message, button.action);
  return (
    <button
      type="button"
      class={`button ${button.style ?? ''}`}
      aria-disabled={busy}
      aria-busy={busy}
      {...(button.accessibleName === undefined ? {} : { 'aria-label': button.accessibleName })}
      onClick={() => send([])}
    >
      {button.label}
    </button>
  );
}

function Menu({ select, message, language }: ControlProps & { readonly select: Select }): JSX.Element {
  const id = useId();
  const words = createWords(language);
  const { busy, send } = useAction(message, select.action);
  const max = select.max ?? 1;
  const [chosen, choose] = useState<readonly string[]>(select.chosen ?? []);
  const enough = chosen.length >= (select.min ?? 1) && chosen.length <= max;
  const confirm = (
    <button type="button" class="button" aria-disabled={busy || !enough} aria-busy={busy} onClick={() => enough && send(chosen)}>
      {words('confirm')} <span class="visually-hidden">{select.label}</span>
    </button>
  );
  if (max === 1) {
    return (
      <div class="menu">
        <label for={id}>{select.label}</label>
        <div class="menu-row">
          <select
            id={id}
            value={chosen[0] ?? ''}
            onChange={({ currentTarget }) => choose(currentTarget.value === '' ? [] : [currentTarget.value])}
          >
            <option value="">{words('form.choose')}</option>
            {select.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.description ? `${option.label} — ${option.description}` : option.label}
              </option>
            ))}
          </select>
          {confirm}
        </div>
      </div>
    );
  }
  return (
    <fieldset class="menu">
      <legend>
        {select.label} <span class="hint">{words('form.up-to', { max })}</span>
      </legend>
      <div class="checks">
        {select.options.map((option) => {
          const on = chosen.includes(option.value);
          return (
            <label key={option.value} class="check">
              <input
                type="checkbox"
                checked={on}
                disabled={!on && chosen.length >= max}
                onChange={() => choose(on ? chosen.filter((value) => value !== option.value) : [...chosen, option.value])}
              />
              <span>
                {option.label}
                {option.description && <span class="hint"> {option.description}</span>}
              </span>
            </label>
          );
        })}
      </div>
      {confirm}
    </fieldset>
  );
}
