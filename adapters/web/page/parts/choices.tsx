import type { JSX } from 'preact';
import type { Select } from '../../../../src/core/message.js';
import type { Words } from '../words.js';

type Option = Select['options'][number];

interface SelectOptionsProps {
  readonly options: readonly Option[];
  readonly words: Words;
}

/** The options of a `select` element, after an empty one. */
export function SelectOptions({ options, words }: SelectOptionsProps): JSX.Element {
  return (
    <>
      <option value="">{words('form.choose')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.description ? `${option.label} — ${option.description}` : option.label}
        </option>
      ))}
    </>
  );
}

/** Attributes of each checkbox in a form; a control of a message needs none. */
interface CheckboxAttributes {
  readonly name?: string;
  readonly 'aria-invalid'?: boolean;
}

interface CheckboxesProps {
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  /** The most values that can be chosen. */
  readonly max: number;
  readonly change: (chosen: readonly string[]) => void;
  readonly attributes?: CheckboxAttributes;
}

/** Checkboxes for a choice of several values; at `max` values the others are disabled. */
export function Checkboxes({ options, chosen, max, change, attributes = {} }: CheckboxesProps): JSX.Element {
  return (
    <div class="checks">
      {options.map((option) => {
        const on = chosen.includes(option.value);
        return (
          <label key={option.value} class="check">
            <input
              type="checkbox"
              {...attributes}
              checked={on}
              disabled={!on && chosen.length >= max}
              onChange={() => change(on ? chosen.filter((value) => value !== option.value) : [...chosen, option.value])}
            />
            <span>
              {option.label}
              {option.description && <span class="hint"> {option.description}</span>}
            </span>
          </label>
        );
      })}
    </div>
  );
}
