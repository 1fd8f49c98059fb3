import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Select } from '../../../../src/core/message.js';
import { isMatch } from '../filter.js';
import { typedDirection, type Words } from '../words.js';

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
  readonly words: Words;
  readonly attributes?: CheckboxAttributes;
}

/** The number of options from which the list has a filter and columns. */
const MANY = 9;

/** Checkboxes for a choice of several values; at `max` values the others are disabled. */
export function Checkboxes({ options, chosen, max, change, words, attributes = {} }: CheckboxesProps): JSX.Element {
  const [typed, type] = useState('');
  const many = options.length >= MANY;
  // What is chosen stays in sight.
  const shown = typed === '' ? options : options.filter((option) => chosen.includes(option.value) || isMatch(option, typed));
  return (
    <>
      {many && (
        <input
          type="search"
          class="checks-filter"
          dir={typedDirection(typed)}
          aria-label={words('form.filter')}
          placeholder={words('form.filter')}
          autocomplete="off"
          value={typed}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          // Enter would send the form.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      {many && (
        <p class="visually-hidden" role="status">
          {typed === '' ? '' : words('form.filtered', { count: shown.length })}
        </p>
      )}
      {shown.length === 0 && <p class="hint">{words('form.filtered', { count: 0 })}</p>}
      <CheckList options={shown} columns={many} {...{ chosen, max, change, attributes }} />
    </>
  );
}

function CheckList({
  options,
  chosen,
  max,
  change,
  attributes,
  columns,
}: Omit<CheckboxesProps, 'words'> & { readonly columns: boolean }): JSX.Element {
  return (
    <div class={columns ? 'checks columns' : 'checks'}>
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
