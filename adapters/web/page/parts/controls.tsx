import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Language } from '../../../../src/core/language.js';
import type { Button, LinkButton, Select } from '../../../../src/core/message.js';
import type { MessageView } from '../../protocol.js';
import { isWebLink } from '../links.js';
import { createWords } from '../words.js';
import { Checkboxes, SelectOptions } from './choices.js';
import { useApp, useAppState } from './context.js';
import { Icon } from './icons.js';
import { isTexts, useKept } from './use-kept.js';

interface ControlProps {
  readonly message: MessageView;
  /** The card's language, which may differ from the page's. */
  readonly language: Language;
  /** Whether the button stands for the cards of all languages at once. */
  readonly inAll: boolean;
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
            // Another menu may take this one's place when the message changes.
            return <Menu key={`${index}:${control.action}`} select={control} {...props} />;
          default:
            return control satisfies never;
        }
      })}
    </div>
  );
}

/** Sends a click, and ignores further ones until the reply arrives. The control is not `disabled`, so that it keeps the focus. */
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

function ActionButton({ button, message, language, inAll }: ControlProps & { readonly button: Button }): JSX.Element {
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
      {(inAll ? undefined : button.labels?.[language]) ?? button.label}
    </button>
  );
}

function Menu({ select, message, language }: ControlProps & { readonly select: Select }): JSX.Element {
  const id = useId();
  const words = createWords(language);
  const { busy, send } = useAction(message, select.action);
  const max = select.max ?? 1;
  const [kept, choose] = useKept<readonly string[]>(`mudhif.menu.${message.id}.${select.action}`, select.chosen ?? [], isTexts);
  // What was chosen before the message changed may be offered no longer.
  const chosen = kept.filter((value) => select.options.some((option) => option.value === value));
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
            <SelectOptions options={select.options} words={words} />
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
      <Checkboxes options={select.options} chosen={chosen} max={max} change={choose} words={words} />
      {confirm}
    </fieldset>
  );
}
